import { z } from 'zod';
import { ChildId, UserId } from './ids.ts';
import { Portrait, Role } from './people.ts';
import { SessionView } from './sign-in.ts';

const reason = z.string().trim().min(2).max(300);

/** A person's sign-ins, for whoever answers for the whole account. */
export const PersonSecurity = z.object({
  secondFactorSince: z.iso.datetime().nullable(),
  sessions: z.array(SessionView.omit({ isThis: true })),
});
export type PersonSecurity = z.infer<typeof PersonSecurity>;

export const ResetSecondFactor = z.object({ reason });
export const SweepLeaver = z.object({ reason });

/** Every right a person still has within the asking's reach: what a sweep would end, and what it would not. */
export const SurvivingRights = z.object({
  roles: z.array(z.object({ roleId: z.string(), role: Role, scope: z.string(), endsAt: z.iso.datetime().nullable() })),
  guardianships: z.array(z.object({ childId: ChildId, name: z.string(), relation: z.string(), hasLeft: z.boolean() })),
  grants: z.array(z.object({ camera: z.string(), endsAt: z.iso.datetime() })),
  invitations: z.array(z.object({ name: z.string(), child: z.string(), expiresAt: z.iso.datetime() })),
  /** They stand, sweep or not. `camera` is null where all are meant. */
  denies: z.array(z.object({ camera: z.string().nullable(), reason: z.string() })),
  hasPin: z.boolean(),
  sessions: z.number().int(),
  runningViews: z.number().int(),
  /** Rights beyond the asking's reach. While there is one, account, PIN and sign-ins stay. */
  elsewhere: z.number().int(),
  isSuspended: z.boolean(),
});
export type SurvivingRights = z.infer<typeof SurvivingRights>;

export const LeaverSwept = z.object({
  roles: z.number().int(),
  guardianships: z.number().int(),
  grants: z.number().int(),
  invitations: z.number().int(),
  sessions: z.number().int(),
  endedViews: z.number().int(),
  elsewhere: z.number().int(),
  /** Whether the account is closed now. */
  suspended: z.boolean(),
});
export type LeaverSwept = z.infer<typeof LeaverSwept>;

/** Days after which a role that nobody uses is asked about. */
export const AWAY_DAYS = 90;
export const LEAVER_REASONS = ['children-left', 'suspended-with-rights', 'away'] as const;

/** An account that may hold rights it should not. */
export const PossibleLeaver = z.object({
  userId: UserId,
  name: z.string(),
  username: z.string(),
  portrait: Portrait.nullable(),
  why: z.enum(LEAVER_REASONS),
  /** null: not in the last half year. */
  lastSeenAt: z.iso.datetime().nullable(),
});
export type PossibleLeaver = z.infer<typeof PossibleLeaver>;
