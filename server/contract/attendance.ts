import { z } from 'zod';
import { AskedInstant } from './asked-time.ts';
import { CameraPhase } from './cameras.ts';
import { AbsenceReason } from './day-notices.ts';
import { SessionKind } from './hours.ts';
import { AttendanceEventId, CameraId, ChildId, ClassroomId, DayNoticeId, PickupPersonId, UserId } from './ids.ts';
import { Watching } from './live.ts';
import { ClassroomKind, Portrait } from './people.ts';

/** What a row of attendance says; a correction is of the kind that it says really was. */
export const RECORDED_KINDS = ['checked_in', 'checked_out', 'transferred', 'undone'] as const;
export type RecordedKind = (typeof RECORDED_KINDS)[number];

/**
 * The id is made on the tablet: the same tap sent twice is one record. `happenedAt` is the server's clock, as far
 * as the tablet knows it. `isOffline`: made without the server, so not looking at the room as it is.
 */
const Tapped = z.object({
  eventId: AttendanceEventId,
  childId: ChildId,
  happenedAt: AskedInstant,
  isOffline: z.boolean().default(false),
});
/** With a guardian or a person the family named; both null when that was not asked. */
const companion = {
  withUserId: UserId.nullable().default(null),
  withPickupId: PickupPersonId.nullable().default(null),
};
/** Brought by the companion, who must be one that the child may be handed to. */
export const CheckIn = Tapped.extend(companion);
/** Several at once: all are recorded, or none is. */
export const BulkArrival = z.object({ arrivals: z.array(CheckIn).min(1).max(60) });
/** Handed to the companion. */
export const CheckOut = Tapped.extend(companion);
/** A move into another room of the site: one record, one step for the ratio and for who may watch. */
export const Transfer = Tapped.extend({ toClassroomId: ClassroomId });
/** Takes the given check-in, check-out or transfer back, within UNDO_WINDOW_SECONDS; what was tapped offline, by its own time. */
export const UndoAttendance = z.object({
  eventId: AttendanceEventId,
  undoesId: AttendanceEventId,
  happenedAt: AskedInstant.optional(),
  isOffline: z.boolean().default(false),
});
export const UNDO_WINDOW_SECONDS = 30;
/**
 * Until four in the morning, by the site's clock, a child that nobody has fetched is still there, and its departure is of
 * the day on which it came. Not until the site opens: hours are changed, and a past day must read the same afterwards.
 */
export const NIGHT_ENDS_HOUR = 4;
/**
 * Says what really was: of a record (`correctsId`), or of something nobody recorded (null). `to` null: it did not happen.
 * What was recorded stays, with the correction's before, after, reason and author beside it.
 */
export const CorrectAttendance = z.object({
  eventId: AttendanceEventId,
  childId: ChildId,
  correctsId: AttendanceEventId.nullable(),
  to: z
    .object({
      kind: z.enum(['checked_in', 'checked_out', 'transferred']),
      happenedAt: AskedInstant,
      classroomId: ClassroomId,
      ...companion,
    })
    .nullable(),
  reason: z.string().trim().min(2).max(300),
});

export const AttendanceRecorded = z.object({
  eventId: AttendanceEventId,
  childId: ChildId,
  state: z.enum(['expected', 'present', 'left']),
  at: z.iso.datetime().nullable(),
  endedViews: z.number().int(),
});
export type AttendanceRecorded = z.infer<typeof AttendanceRecorded>;
export const BulkRecorded = z.object({ recorded: z.array(AttendanceRecorded) });

/**
 * Two records that cannot both be so, as two tablets make them: `left-twice` (handed to two different people),
 * `two-rooms` (in another room a moment before), `out-without-in`. Shown until a correction settles it.
 */
export const AttendanceConflict = z.object({
  kind: z.enum(['left-twice', 'two-rooms', 'out-without-in']),
  eventId: AttendanceEventId,
  at: z.iso.datetime(),
});

/** One record of a child's day that stands, for those who may correct it. */
export const DayLine = z.object({
  eventId: AttendanceEventId,
  kind: z.enum(['checked_in', 'checked_out', 'transferred']),
  at: z.iso.datetime(),
  classroomId: ClassroomId,
  recordedAt: z.iso.datetime(),
  withUserId: UserId.nullable(),
  withPickupId: PickupPersonId.nullable(),
  /** Whom the family named, as they are on record: they may be on no list any more. */
  withPickup: z.object({ name: z.string(), relation: z.string() }).nullable(),
  /** Why it says something else than was recorded first; null when it was never corrected. */
  reason: z.string().nullable(),
});
export type DayLine = z.infer<typeof DayLine>;

export const RoomChild = z.object({
  childId: ChildId,
  name: z.string(),
  nickname: z.string(),
  portrait: Portrait.nullable(),
  allergies: z.array(z.string()),
  state: z.enum(['expected', 'present', 'left', 'not-today']),
  /** Since when, for present and left. */
  at: z.iso.datetime().nullable(),
  /** The first arrival of today. */
  arrivedAt: z.iso.datetime().nullable(),
  /** Stays of today that are over; a present one began at `at`. */
  earlierStays: z.array(z.object({ from: z.iso.datetime(), to: z.iso.datetime() })).default([]),
  /** Start of today's session, for expected. */
  expectedAt: z.iso.datetime().nullable(),
  /** Today's session here, also for who is present; null when it has no set hours or none today. */
  session: z.object({ kind: SessionKind, from: z.iso.datetime(), to: z.iso.datetime() }).nullable(),
  lines: z.array(DayLine),
  /** Something of today was corrected, also where the record that was wrong stands no more. */
  isCorrected: z.boolean().default(false),
  conflicts: z.array(AttendanceConflict),
  /** What the family said of today. */
  absence: z.object({ noticeId: DayNoticeId, reason: AbsenceReason, by: z.string() }).nullable(),
  latePickUpUntil: z.iso.datetime().nullable(),
  fetchedBy: z
    .object({
      withUserId: UserId.nullable(),
      withPickupId: PickupPersonId.nullable(),
      by: z.string(),
      at: z.iso.datetime(),
    })
    .nullable(),
  guardians: z.array(
    z.object({
      userId: UserId,
      name: z.string(),
      relation: z.string(),
      phone: z.string(),
      portrait: Portrait.nullable(),
      mayPickUp: z.boolean(),
      blocked: z.boolean(),
    }),
  ),
  /** Whom the family named and who may fetch today; those with a code only for today, until it was used. */
  pickups: z.array(
    z.object({
      pickupId: PickupPersonId,
      name: z.string(),
      relation: z.string(),
      phone: z.string(),
      hasPhoto: z.boolean(),
      needsCode: z.boolean(),
      /** An order keeps a guardian of this name or phone from the child. */
      blocked: z.boolean(),
    }),
  ),
});
export type RoomChild = z.infer<typeof RoomChild>;

/** The room, for its own tablet and staff. */
export const Room = z.object({
  now: z.iso.datetime(),
  timeZone: z.string(),
  siteName: z.string(),
  /** Of the office; empty where none is known. */
  sitePhone: z.string().default(''),
  classroomId: ClassroomId,
  name: z.string(),
  kind: ClassroomKind,
  capacity: z.number().int(),
  ratio: z.number().int(),
  /** So long after its time a child counts as late. */
  lateAfterMinutes: z.number().int(),
  /** Where a child can be moved to. */
  otherRooms: z.array(z.object({ classroomId: ClassroomId, name: z.string() })),
  children: z.array(RoomChild),
  cameras: z.array(
    z.object({
      cameraId: CameraId,
      name: z.string(),
      areaKind: z.string(),
      phase: CameraPhase,
      since: z.iso.datetime(),
      pausedUntil: z.iso.datetime().nullable(),
    }),
  ),
  watching: z.array(Watching),
});
export type Room = z.infer<typeof Room>;
