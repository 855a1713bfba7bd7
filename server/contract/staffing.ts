import { z } from 'zod';
import { AskedDay, AskedInstant } from './asked-time.ts';
import { MinuteOfDay } from './hours.ts';
import { ClassroomId, SiteId, StaffEventId, StaffShiftId, UserId } from './ids.ts';
import { ClassroomKind, Portrait } from './people.ts';
import { ROOM_RULES } from './room-standard.ts';

export const STAFF_EVENT_KINDS = [
  'arrived',
  'left',
  'moved',
  'break_began',
  'break_ended',
  'training_began',
  'training_ended',
] as const;
export const StaffEventKind = z.enum(STAFF_EVENT_KINDS);
export type StaffEventKind = z.infer<typeof StaffEventKind>;

const StaffPin = z.string().regex(/^\d{4}$/);

/**
 * Somebody's own record of their day. On a tablet with their PIN; without one only for whoever acts on it already, as what
 * was recorded offline is. `classroomId` is where they move to; on one's own browser the room that they record in.
 */
export const RecordStaffEvent = z.object({
  eventId: StaffEventId,
  userId: UserId,
  kind: StaffEventKind,
  happenedAt: AskedInstant,
  classroomId: ClassroomId.optional(),
  pin: StaffPin.optional(),
});
export type RecordStaffEvent = z.infer<typeof RecordStaffEvent>;

/** Takes one's own record back within UNDO_WINDOW_SECONDS, where it was made; the PIN as for a record. */
export const UndoStaffEvent = z.object({
  eventId: StaffEventId,
  undoesId: StaffEventId,
  pin: StaffPin.optional(),
});
export type UndoStaffEvent = z.infer<typeof UndoStaffEvent>;

/**
 * Says what really was: of a record (`correctsId`), or of something nobody recorded (null). `to` null: it did not happen.
 * By an administrator for any day, by the person (with their PIN on a tablet) for today.
 */
export const CorrectStaffEvent = z
  .object({
    eventId: StaffEventId,
    userId: UserId,
    correctsId: StaffEventId.nullable(),
    to: z.object({ kind: StaffEventKind, happenedAt: AskedInstant, classroomId: ClassroomId }).nullable(),
    reason: z.string().trim().min(2).max(300),
    pin: StaffPin.optional(),
  })
  .refine(({ correctsId, to }) => correctsId !== null || to !== null, { path: ['to'], message: 'required' });
export type CorrectStaffEvent = z.infer<typeof CorrectStaffEvent>;

/** `away`: has not come yet. Only who works counts for the ratio. */
export const StaffState = z.enum(['away', 'working', 'break', 'training', 'left']);
export type StaffState = z.infer<typeof StaffState>;

const now = {
  state: StaffState,
  /** Where they are, or were when they left. */
  classroomId: ClassroomId.nullable(),
  since: z.iso.datetime().nullable(),
};

export const StaffRecorded = z.object({ eventId: StaffEventId, userId: UserId, ...now });
export type StaffRecorded = z.infer<typeof StaffRecorded>;

/** A record that stands. */
export const StaffLine = z.object({
  eventId: StaffEventId,
  kind: StaffEventKind,
  at: z.iso.datetime(),
  classroomId: ClassroomId,
  /** Why it says something else than was recorded first; null when it was never corrected. */
  reason: z.string().nullable(),
});
export type StaffLine = z.infer<typeof StaffLine>;

const PlannedSpan = z.object({ classroomId: ClassroomId, from: z.iso.datetime(), to: z.iso.datetime() });
const person = { userId: UserId, name: z.string(), portrait: Portrait.nullable() };

export const RoomLimit = z.object({
  limit: z.number().int(),
  rule: z.enum(ROOM_RULES),
  standard: z.number().int().nullable(),
});

/** Who works in a room now, for its tablet and its staff. */
export const StaffRoom = z.object({
  now: z.iso.datetime(),
  timeZone: z.string(),
  classroomId: ClassroomId,
  /** The site's other rooms, to move to. */
  rooms: z.array(z.object({ classroomId: ClassroomId, name: z.string() })),
  children: z.number().int(),
  /** Caregivers at work in this room. */
  staff: z.number().int(),
  ratio: RoomLimit,
  capacity: RoomLimit,
  /** Nobody of this site has ever recorded when they came: then nothing is claimed of the ratio. */
  isRecorded: z.boolean(),
  people: z.array(
    z.object({
      ...person,
      ...now,
      hasPin: z.boolean(),
      /** A caregiver; volunteers and administrators do not count. */
      counts: z.boolean(),
      /** Assigned to this room, planned in it today, or here at some time today. */
      isOfRoom: z.boolean(),
      /** Planned in this room today. */
      shift: PlannedSpan.nullable(),
      arrivedAt: z.iso.datetime().nullable(),
      lines: z.array(StaffLine),
    }),
  ),
});
export type StaffRoom = z.infer<typeof StaffRoom>;
export type StaffPerson = StaffRoom['people'][number];

export const HistoryQuery = z.object({ classroomId: ClassroomId, day: AskedDay });

const StaffSpan = z.object({
  state: z.enum(['working', 'break', 'training']),
  classroomId: ClassroomId,
  from: z.iso.datetime(),
  /** null: still so. */
  to: z.iso.datetime().nullable(),
});
export type StaffSpan = z.infer<typeof StaffSpan>;

/** One room's day: how many children and caregivers from each instant on, and when that was against its limits. */
export const RoomHistory = z.object({
  classroomId: ClassroomId,
  kind: ClassroomKind,
  timeZone: z.string(),
  day: z.iso.date(),
  from: z.iso.datetime(),
  /** The end of what is known: now, or the end of the day. */
  to: z.iso.datetime(),
  ratio: RoomLimit,
  capacity: RoomLimit,
  isRecorded: z.boolean(),
  steps: z.array(z.object({ at: z.iso.datetime(), children: z.number().int(), staff: z.number().int() })),
  breaches: z.array(
    z.object({
      kind: z.enum(['ratio', 'capacity']),
      from: z.iso.datetime(),
      to: z.iso.datetime(),
      /** As it was told; of what nobody was told, at its worst moment. */
      children: z.number().int(),
      staff: z.number().int(),
      /** What the room kept to when it was told, which may have changed since. */
      limit: z.number().int(),
      rule: z.enum(ROOM_RULES),
      /** False: found in records that came later, by today's limit; nobody was told at the time. */
      isTold: z.boolean(),
    }),
  ),
  people: z.array(z.object({ userId: UserId, name: z.string(), counts: z.boolean(), spans: z.array(StaffSpan) })),
});
export type RoomHistory = z.infer<typeof RoomHistory>;

const shift = {
  classroomId: ClassroomId,
  fromMinute: MinuteOfDay,
  toMinute: MinuteOfDay,
  startsOn: AskedDay,
  endsOn: AskedDay.nullable(),
};
const Weekday = z.number().int().min(1).max(7);

/** The same hours on several weekdays at once. */
export const AddShifts = z.object({ ...shift, userId: UserId, weekdays: z.array(Weekday).min(1).max(7) });
/** Of one that has begun: what was planned until yesterday stays as it was. */
export const SaveShift = z.object({ ...shift, weekday: Weekday });
export const ShiftView = z.object({
  ...shift,
  shiftId: StaffShiftId,
  userId: UserId,
  name: z.string(),
  weekday: Weekday,
  classroomName: z.string(),
});
export type ShiftView = z.infer<typeof ShiftView>;

export const StaffDayQuery = z.object({ siteId: SiteId, day: AskedDay });

/** What of a day was not as it was planned. `open`: came and never left, on a day that is over. */
export const STAFF_DAY_NOTES = ['late', 'gone-early', 'absent', 'not-planned', 'open'] as const;
export const StaffDayRow = z.object({
  ...person,
  counts: z.boolean(),
  planned: z.array(PlannedSpan),
  spans: z.array(StaffSpan),
  lines: z.array(StaffLine),
  /** Why something of the day was corrected, also where what was wrong stands no more; in the order in which it was. */
  corrections: z.array(z.string()),
  ...now,
  arrivedAt: z.iso.datetime().nullable(),
  leftAt: z.iso.datetime().nullable(),
  workedMinutes: z.number().int(),
  breakMinutes: z.number().int(),
  trainingMinutes: z.number().int(),
  notes: z.array(z.enum(STAFF_DAY_NOTES)),
});
export type StaffDayRow = z.infer<typeof StaffDayRow>;

/** Planned against real, of everybody who was planned or came. */
export const StaffDayView = z.object({
  day: z.iso.date(),
  timeZone: z.string(),
  rooms: z.array(z.object({ classroomId: ClassroomId, name: z.string() })),
  /** Who can be planned: caregivers, volunteers and directors of the site. */
  staff: z.array(z.object({ userId: UserId, name: z.string() })),
  rows: z.array(StaffDayRow),
});
export type StaffDayView = z.infer<typeof StaffDayView>;

/** The longest time that one file holds. */
export const STAFF_EXPORT_DAYS = 62;
export const ExportStaffDays = z
  .object({ siteId: SiteId, from: AskedDay, to: AskedDay, language: z.enum(['zh', 'en']) })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'end-before-start' });
