import { z } from 'zod';
import { ClassroomId, DeviceId, SiteId, UserId } from './ids.ts';
import { NewPassword, Portrait, Role } from './people.ts';
import { SecondFactorState } from './second-factor.ts';

export const SignIn = z.object({ username: z.string().trim().min(1).max(60), password: z.string().min(1).max(200) });
export type SignIn = z.infer<typeof SignIn>;

export const FACES = ['parent', 'caregiver', 'admin'] as const;

/** Who is signed in, as their own browser may know it. */
export const Me = z.object({
  userId: UserId,
  name: z.string(),
  portrait: Portrait.nullable(),
  language: z.enum(['zh', 'en']),
  /** Which parts of the app this person can open, the usual one first. */
  faces: z.array(z.enum(FACES)),
  roles: z.array(
    z.object({
      role: Role,
      organizationId: z.string().nullable(),
      siteId: z.string().nullable(),
      classroomId: z.string().nullable(),
    }),
  ),
  secondFactor: SecondFactorState,
});
export type Me = z.infer<typeof Me>;

/** The refresh token travels in an HttpOnly cookie and is never seen by script. */
export const SignedIn = z.object({ accessToken: z.string(), expiresInSeconds: z.number().int(), me: Me });
export type SignedIn = z.infer<typeof SignedIn>;

export const ChangeMe = z.object({ language: z.enum(['zh', 'en']) });
export const ChangePassword = z.object({ current: z.string().min(1).max(200), next: NewPassword });

export const DemoAccount = z.object({ role: z.string(), username: z.string(), password: z.string(), note: z.string() });
export type DemoAccount = z.infer<typeof DemoAccount>;

/** Who said their PIN on a tablet acts for a shift; their view on it lasts no longer. */
export const ACTING_LASTS_HOURS = 10;
/** Sent with a record: who made it. It is refused ('who-is-acting') where somebody else acts when it arrives. */
export const ACTOR_HEADER = 'x-kanwa-actor';

// --- the room's tablet -----------------------------------------------------------------------
export const MakeDevice = z.object({ classroomId: ClassroomId, name: z.string().trim().min(1).max(40) });
/** The code is shown this once. Eight characters, no 0/O/1/I. */
export const DeviceCode = z.object({ deviceId: DeviceId, code: z.string(), expiresAt: z.iso.datetime() });
export const DeviceView = z.object({
  deviceId: DeviceId,
  name: z.string(),
  siteId: SiteId,
  classroomId: ClassroomId,
  classroomName: z.string(),
  state: z.enum(['waiting', 'code-expired', 'paired', 'revoked']),
  pairedAt: z.iso.datetime().nullable(),
  lastSeenAt: z.iso.datetime().nullable(),
});
export type DeviceView = z.infer<typeof DeviceView>;

export const PairDevice = z.object({
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z2-9]{4}-?[A-Z2-9]{4}$/),
});
export const ActAs = z.object({ userId: UserId, pin: z.string().regex(/^\d{4}$/) });

export const Actor = z.object({ userId: UserId, name: z.string(), portrait: Portrait.nullable() });
export type Actor = z.infer<typeof Actor>;

/** A tablet's own session: what it is, who may act on it, who does. */
export const DeviceSession = z.object({
  accessToken: z.string(),
  expiresInSeconds: z.number().int(),
  deviceId: DeviceId,
  name: z.string(),
  siteId: SiteId,
  siteName: z.string(),
  classroomId: ClassroomId,
  classroomName: z.string(),
  staff: z.array(Actor),
  actor: Actor.nullable(),
});
export type DeviceSession = z.infer<typeof DeviceSession>;

/** A sign-in of the asking person, for the list in "me". */
export const SessionView = z.object({
  sessionId: z.string(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  address: z.string(),
  userAgent: z.string(),
  isThis: z.boolean(),
});
export type SessionView = z.infer<typeof SessionView>;
