import { z } from 'zod';
import { RECORDED_KINDS } from '../contract/attendance.ts';
import { CameraId, ChildId, ClassroomId, OrganizationId, SiteId, UserId } from '../contract/ids.ts';
import { CONSENT_KINDS } from '../contract/people.ts';

const Instant = z.string().transform((text) => new Date(text));
const Weekly = z.object({ weekday: z.number(), fromMinute: z.number(), toMinute: z.number() });
const Consents = z.array(
  z.object({
    kind: z.enum(CONSENT_KINDS),
    version: z.number(),
    given: z.boolean(),
    validFrom: Instant,
    validUntil: Instant.nullable(),
    recordedAt: Instant,
  }),
);
const Attendance = z.array(
  z.object({
    id: z.string(),
    classroomId: ClassroomId,
    kind: z.enum(RECORDED_KINDS),
    undoesId: z.string().nullable(),
    happenedAt: Instant,
  }),
);

/** A camera with its room and site on one local day, whoever looks. Nothing is judged here, nor in the rows below. */
export const CameraRow = z.object({
  cameraId: CameraId,
  today: z.string(),
  siteId: SiteId,
  sitePhone: z.string(),
  timeZone: z.string(),
  operatorId: OrganizationId,
  isLiveOn: z.boolean(),
  isConsentStrict: z.boolean(),
  secondFactorNeeded: z.boolean(),
  minutesPerDay: z.number().nullable(),
  streamsAtOnce: z.number(),
  classroomId: ClassroomId,
  classroomName: z.string(),
  /** Names of the site's rooms, by id. */
  roomNames: z.record(z.string(), z.string()),
  /** Texts of the site's operator that count from an instant on. */
  requiredTexts: z.array(z.object({ kind: z.enum(CONSENT_KINDS), version: z.number(), requiredFrom: Instant })),
  isEnabled: z.boolean(),
  areaKind: z.string(),
  pausedUntil: Instant.nullable(),
  hours: z.array(Weekly),
  closedDays: z.array(z.string()),
  windows: z.array(Weekly.extend({ sessionKind: z.string().nullable() })),
  roomChildren: z.array(z.object({ childId: ChildId, attendance: Attendance, consents: Consents })),
  roomStaff: z.array(z.object({ userId: UserId, consents: Consents })),
});
export type CameraRow = z.infer<typeof CameraRow>;

/** A person with the children they have at that site, on its local day. */
export const PersonRow = z.object({
  userId: UserId,
  isActive: z.boolean(),
  networks: z.array(z.string()),
  employer: z.string().nullable(),
  roles: z.array(
    z.object({
      role: z.string(),
      endsAt: Instant.nullable(),
      classroomId: ClassroomId.nullable(),
      siteId: SiteId.nullable(),
      organizationId: OrganizationId.nullable(),
    }),
  ),
  /** null: every camera. */
  deniedCameraIds: z.array(CameraId.nullable()),
  grants: z.array(z.object({ cameraId: CameraId, startsAt: Instant, endsAt: Instant, isWithdrawn: z.boolean() })),
  /** A block or a withdrawal of any of their rights at the site. */
  heldBack: z.enum(['custody-block', 'right-withdrawn']).nullable(),
  children: z.array(
    z.object({
      childId: ChildId,
      name: z.string(),
      isCustodyBlocked: z.boolean(),
      isRightWithdrawn: z.boolean(),
      attendance: Attendance,
      consents: Consents,
      enrolments: z.array(
        z.object({
          classroomId: ClassroomId,
          sessionKind: z.string(),
          weekdays: z.array(z.number()),
          fromMinute: z.number(),
          toMinute: z.number(),
        }),
      ),
    }),
  ),
  finishedMs: z.number(),
  /** Counted: it uses up minutes, which looks on duty do not. */
  running: z.array(z.object({ viewId: z.string(), cameraId: z.string(), isCounted: z.boolean(), openedAt: Instant })),
});
export type PersonRow = z.infer<typeof PersonRow>;
export type ChildRow = PersonRow['children'][number];

/** The sign-in or the tablet that asks. */
export const HolderRow = z.object({
  /** The room of the tablet that asks; null when it is no tablet. */
  tabletRoomId: z.string().nullable(),
  isSignedIn: z.boolean(),
  /** Of the sign-in, or of acting on a tablet; null: nobody asks. */
  signInEndsAt: Instant.nullable(),
  isSecondFactorMet: z.boolean(),
  hasSecondFactor: z.boolean(),
});
export type HolderRow = z.infer<typeof HolderRow>;
