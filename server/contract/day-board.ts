import { z } from 'zod';
import { AlertKind } from './alerts.ts';
import { AttendanceConflict } from './attendance.ts';
import { AbsenceReason } from './day-notices.ts';
import { MinuteOfDay, SessionKind } from './hours.ts';
import { AttendanceEventId, CareAlertId, ChildId, ClassroomId, PickupPersonId, SiteId, UserId } from './ids.ts';
import { DayMark } from './month-sheets.ts';

const Recorded = z.enum(['checked_in', 'checked_out', 'transferred', 'undone']);
const room = { classroomId: ClassroomId, name: z.string() };

/** A child's day in one line. Names of guardians of another employer are null to an employer's administrator. */
export const BoardChild = z.object({
  childId: ChildId,
  name: z.string(),
  number: z.string().nullable(),
  mark: DayMark,
  /** The room the day counts for, and the one it is in now or left from. */
  classroomId: ClassroomId.nullable(),
  lastRoomId: ClassroomId.nullable(),
  sessionKind: SessionKind.nullable(),
  planned: z.object({ fromMinute: MinuteOfDay, toMinute: MinuteOfDay }).nullable(),
  arrivedAt: z.iso.datetime().nullable(),
  /** Who recorded the arrival. */
  arrivedBy: z.string().nullable(),
  leftAt: z.iso.datetime().nullable(),
  leftBy: z.string().nullable(),
  /** Who fetched it. */
  fetchedBy: z.string().nullable(),
  stays: z.number().int(),
  /** Of the stays that are over. */
  minutes: z.number().int(),
  /** When the stay began that goes on today; null while it is not here. */
  hereSince: z.iso.datetime().nullable(),
  lateMinutes: z.number().int(),
  isLateAnnounced: z.boolean(),
  absenceReason: AbsenceReason.nullable(),
  isCorrected: z.boolean(),
  /** When the last came of the records that stand and were told late, as an offline tablet's are; null: none was. */
  toldLateAt: z.iso.datetime().nullable(),
  conflicts: z.array(AttendanceConflict.shape.kind),
  /** What stands unanswered about it. */
  alerts: z.array(z.object({ alertId: CareAlertId, kind: AlertKind, dueAt: z.iso.datetime() })),
});
export type BoardChild = z.infer<typeof BoardChild>;

/** One day of one site. */
export const DayBoard = z.object({
  siteId: SiteId,
  timeZone: z.string(),
  day: z.iso.date(),
  today: z.iso.date(),
  isClosed: z.boolean(),
  rooms: z.array(z.object(room)),
  children: z.array(BoardChild),
});
export type DayBoard = z.infer<typeof DayBoard>;

/** One record of a child's day, as it was made, whatever became of it. */
export const RecordedLine = z.object({
  eventId: AttendanceEventId,
  kind: Recorded,
  at: z.iso.datetime(),
  recordedAt: z.iso.datetime(),
  classroomId: ClassroomId,
  by: z.string().nullable(),
  /** On which tablet; null in a browser or at the entrance. */
  device: z.string().nullable(),
  withUserId: UserId.nullable(),
  withPickupId: PickupPersonId.nullable(),
  withName: z.string().nullable(),
  /** The record that this one takes back or stands for. */
  undoesId: AttendanceEventId.nullable(),
  isCorrection: z.boolean(),
  /** Of a correction: why. Free text, which may name other children: null to whoever does not read the whole site. */
  reason: z.string().nullable(),
  /** It counts; or a later one took it back, or stands for it now. */
  state: z.enum(['standing', 'undone', 'corrected']),
  isConflict: z.boolean(),
  /** It came long after it happened. */
  isToldLate: z.boolean(),
});
export type RecordedLine = z.infer<typeof RecordedLine>;

/** Everything that was recorded of one child's day, and whom it may have been handed to. */
export const ChildDayView = z.object({
  childId: ChildId,
  name: z.string(),
  siteId: SiteId,
  timeZone: z.string(),
  day: z.iso.date(),
  today: z.iso.date(),
  mark: DayMark,
  minutes: z.number().int(),
  classroomId: ClassroomId.nullable(),
  sessionKind: SessionKind.nullable(),
  planned: z.object({ fromMinute: MinuteOfDay, toMinute: MinuteOfDay }).nullable(),
  absenceReason: AbsenceReason.nullable(),
  /** Oldest first, as they were recorded. */
  lines: z.array(RecordedLine),
  rooms: z.array(z.object(room)),
  people: z.array(
    z.object({
      withUserId: UserId.nullable(),
      withPickupId: PickupPersonId.nullable(),
      name: z.string(),
      relation: z.string(),
    }),
  ),
});
export type ChildDayView = z.infer<typeof ChildDayView>;
