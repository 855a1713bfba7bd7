import { z } from 'zod';
import { AskedInstant } from './asked-time.ts';
import { CameraId, ChildId, DenyId, GrantId, GuardianshipId, UserId } from './ids.ts';
import { RefusalReason } from './refusal.ts';

/** The terms of the viewing rule by name, in the order in which they are asked. */
export const WATCH_TERMS = [
  'linked',
  'today',
  'site-on',
  'account',
  'signed-in',
  'second-factor',
  'site-open',
  'not-denied',
  'camera-enabled',
  'area',
  'not-blocked',
  'in-room',
  'grant',
  'agreement',
  'insurance',
  'risk-notice',
  'video',
  'session',
  'window',
  'network',
  'not-paused',
  'room-consent',
  'minutes',
  'streams',
  'staff',
] as const;
export const WatchTerm = z.enum(WATCH_TERMS);
export type WatchTerm = z.infer<typeof WatchTerm>;

/** One guardian × one camera, as an administrator sees it: the internal reason, and the words the parent reads stand behind it. */
export const AccessCell = z.object({
  cameraId: CameraId,
  allowed: z.boolean(),
  reason: RefusalReason.nullable(),
  until: z.iso.datetime().nullable(),
  watching: z.boolean(),
  grantId: GrantId.nullable(),
  denyId: DenyId.nullable(),
});
export const AccessRow = z.object({
  userId: UserId,
  name: z.string(),
  children: z.array(
    z.object({
      childId: ChildId,
      name: z.string(),
      guardianshipId: GuardianshipId,
      relation: z.string(),
      withdrawn: z.boolean(),
      custodyBlocked: z.boolean(),
    }),
  ),
  cells: z.array(AccessCell),
});
export type AccessRow = z.infer<typeof AccessRow>;
export const AccessTable = z.object({
  cameras: z.array(z.object({ cameraId: CameraId, name: z.string(), classroomName: z.string() })),
  rows: z.array(AccessRow),
});
export type AccessTable = z.infer<typeof AccessTable>;

const reason = z.string().trim().min(2).max(300);
/** `custody` is a block by order; `right` withdraws viewing as agreed. Both read as "not available" to the person. */
export const WithdrawRight = z.object({ kind: z.enum(['right', 'custody']), reason });
/** Gives back what was withdrawn or blocked; both, when both were. */
export const RestoreRight = z.object({ reason });
export const GiveGrant = z.object({ userId: UserId, cameraId: CameraId, endsAt: AskedInstant, reason });
export const DenyViewing = z.object({ userId: UserId, cameraId: CameraId.nullable(), reason });

/** The consequence, counted: how many running pictures this ended. */
export const RightChanged = z.object({ endedViews: z.number().int() });
export const GrantGiven = RightChanged.extend({ grantId: GrantId });
export const DenyMade = RightChanged.extend({ denyId: DenyId });
