import { z } from 'zod';
import { AlertKind } from './alerts.ts';
import { CameraFault, CameraPhase } from './cameras.ts';
import { CameraId, ChildId, ClassroomId, ConcernId, IncidentId, SiteId, UserId, ViewId } from './ids.ts';
import { ClockRule } from './incident-clocks.ts';
import { IncidentKind } from './incidents.ts';
import { PickupAlarm } from './pickups.ts';
import { RefusalReason } from './refusal.ts';

export const VIEWERS_EVERY_MINUTES = 10;

export const DashboardQuery = z.object({ siteId: SiteId.optional() });

const Room = { classroomId: ClassroomId, classroomName: z.string() };
const RoomLoad = { ...Room, present: z.number().int(), caregivers: z.number().int(), ratio: z.number().int() };

/** Today is each site's own local day. */
export const DashboardSite = z.object({
  siteId: SiteId,
  name: z.string(),
  timeZone: z.string(),
  /** Seen for the families of an employer alone: every number counts these, and nothing is said of rooms and staff. */
  isPart: z.boolean(),
  childrenPresent: z.number().int(),
  /** Came today and were fetched. */
  childrenLeft: z.number().int(),
  /** By its weekly hours, from the first opening today to the last closing; null: it has none on this weekday. */
  openToday: z.object({ fromMinute: z.number().int(), toMinute: z.number().int() }).nullable(),
  /** Enrolled for this weekday. */
  childrenExpected: z.number().int(),
  /** Somebody has recorded when they came, ever; false as well where only a part of the site is seen. */
  isStaffRecorded: z.boolean(),
  /** At work now, by their own records; null where that is not known. */
  caregivers: z.number().int().nullable(),
  /** The room with the most children for each of its caregivers; null when nobody is there, or nothing is known of them. */
  tightestRoom: z.object(RoomLoad).nullable(),
  viewsNow: z.number().int(),
  /** Those of them that are staff's, tablets included. */
  staffViewsNow: z.number().int(),
  camerasLive: z.number().int(),
  cameras: z.number().int(),
  /** Rooms in which a missing consent closes the pictures now. */
  roomsBlocked: z.number().int(),
  /** Neither closed nor taken back; null for who does not answer for the site. */
  incidentsOpen: z.number().int().nullable(),
  /** Refused looks of today, the most frequent reason first. */
  refusals: z.array(z.object({ reason: RefusalReason, looks: z.number().int() })),
  refusedPersons: z.number().int(),
  /** Guardians and guests who watched in each ten minutes of the local day; today as far as it has come. */
  viewers: z.object({ today: z.array(z.number().int()), weekBefore: z.array(z.number().int()) }),
});
export type DashboardSite = z.infer<typeof DashboardSite>;

const base = { siteId: SiteId, siteName: z.string(), since: z.iso.datetime().nullable() };
const CameraOf = { ...Room, cameraId: CameraId, cameraName: z.string() };

/** Steps that a site still lacks before its families can watch. */
export const SETUP_STEPS = ['no-hours', 'no-rooms', 'no-cameras', 'no-basis', 'consents-missing', 'live-off'] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

/** Alerts of one kind in a room that reached the director and that nobody has answered; `names` of children or checks. */
const standing = { ...Room, alert: AlertKind, names: z.array(z.string()) };
export type RoomStanding = z.infer<z.ZodObject<typeof standing>> & { siteId: SiteId; since: string };

/**
 * An incident that waits for who answers for the site: a family that must be called first, a time that is over (`why`),
 * the review; or, of a grave one that no family is to be called about, that it is looked at (`open`). `since`: when it happened, when that time was over, or when it was submitted.
 */
const incident = {
  ...Room,
  incidentId: IncidentId,
  number: z.string(),
  incidentKind: IncidentKind,
  isGrave: z.boolean(),
  names: z.array(z.string()),
  what: z.enum(['call', 'overdue', 'review', 'open']),
  why: ClockRule.exclude(['reminder']).nullable(),
};
export type IncidentStanding = z.infer<z.ZodObject<typeof incident>> & { siteId: SiteId; since: string };

/** A report of suspected abuse that nobody has opened; for who may read it alone. */
const concern = { concernId: ConcernId, receipt: z.string() };
export type ConcernStanding = z.infer<z.ZodObject<typeof concern>> & { siteId: SiteId; since: string };

/** Something that is not as it should be. `since` is null when nobody wrote down when it began. */
export const Exception = z.discriminatedUnion('kind', [
  z.object({
    ...base,
    kind: z.literal('camera'),
    ...CameraOf,
    phase: CameraPhase.exclude(['live']),
    fault: CameraFault.nullable(),
    hasBeenLive: z.boolean(),
  }),
  z.object({ ...base, kind: z.literal('alert'), ...standing }),
  z.object({ ...base, kind: z.literal('incident'), ...incident }),
  z.object({ ...base, kind: z.literal('concern'), ...concern }),
  z.object({ ...base, kind: z.literal('over-capacity'), ...Room, present: z.number(), capacity: z.number() }),
  /** By who is at work now. */
  z.object({ ...base, kind: z.literal('over-ratio'), ...RoomLoad }),
  /** Children are there, and none of the staff has ever recorded when they came. */
  z.object({ ...base, kind: z.literal('staff-unrecorded'), n: z.number().int() }),
  /** Missing video consents keep a strict room closed: `guardians` cannot watch. Later: once the children have come. */
  z.object({
    ...base,
    kind: z.literal('room-blocked'),
    ...Room,
    isNow: z.boolean(),
    children: z.number().int(),
    staff: z.number().int(),
    guardians: z.number().int(),
  }),
  z.object({ ...base, kind: z.literal('setup'), step: z.enum(SETUP_STEPS), n: z.number().int() }),
  z.object({ ...base, kind: z.literal('no-signage'), n: z.number().int() }),
  z.object({ ...base, kind: z.literal('scans-waiting'), n: z.number().int() }),
  /** A tablet that was made and never connected; `nth` tells it from others of its name. */
  z.object({
    ...base,
    kind: z.literal('tablet'),
    ...Room,
    deviceId: z.uuid(),
    name: z.string(),
    nth: z.number().int().nullable(),
    isExpired: z.boolean(),
  }),
  /** Somebody looked for a stated reason, and no second person has said yet that they know. `n` looks with this reason. */
  z.object({
    ...base,
    kind: z.literal('look'),
    ...CameraOf,
    viewId: ViewId,
    by: z.string(),
    reason: z.string(),
    n: z.number().int(),
  }),
  /** Whom an order keeps from a child was at the door, or was to be named; nobody has said yet that they know. */
  z.object({ ...base, kind: z.literal('pickup-alarm'), ...PickupAlarm.omit({ siteId: true, at: true }).shape }),
]);
export type Exception = z.infer<typeof Exception>;

export const Dashboard = z.object({
  now: z.iso.datetime(),
  sites: z.array(DashboardSite),
  /** Over all sites: someone refused at two of them is one person. */
  refusedPersons: z.number().int(),
  /** The gravest first, then the oldest. */
  exceptions: z.array(Exception),
});
export type Dashboard = z.infer<typeof Dashboard>;

export const FindQuery = z.object({ search: z.string().trim().min(1).max(60) });

const place = { siteId: SiteId, siteName: z.string() };
/** Somebody or something whose name holds what was typed. */
export const Finding = z.discriminatedUnion('kind', [
  /** `cameraId`: one of the room that a child of theirs is in, for "why can she see it"; null when there is none. */
  z.object({
    kind: z.literal('guardian'),
    ...place,
    id: UserId,
    name: z.string(),
    of: z.string(),
    cameraId: CameraId.nullable(),
  }),
  z.object({ kind: z.literal('child'), ...place, id: ChildId, name: z.string(), of: z.string() }),
  z.object({ kind: z.literal('staff'), ...place, id: UserId, name: z.string(), of: z.string() }),
  z.object({ kind: z.literal('camera'), ...place, id: CameraId, name: z.string(), of: z.string() }),
  z.object({ kind: z.literal('room'), ...place, id: ClassroomId, name: z.string(), of: z.string() }),
]);
export type Finding = z.infer<typeof Finding>;
