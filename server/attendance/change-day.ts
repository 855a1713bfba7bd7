import type { AttendanceRecorded } from '../contract/attendance.ts';
import type { AttendanceEventId, ChildId, ClassroomId, UserId } from '../contract/ids.ts';
import { mayDo, requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import type { AuditAction } from '../contract/audit-actions.ts';
import { appendEvent, type NewEvent } from '../events/append-event.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import { dateColumn, weekdayOf, type LocalDay } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { OnFactsChanged } from '../platform/effects.ts';
import { AppError } from '../platform/errors.ts';
import {
  eventsOfDay,
  findChildPlace,
  insertAttendance,
  lockChild,
  type ChildPlace,
  type NewAttendance,
} from './attendance-store.ts';
import { dayState, type DayEvent, type DayState } from './day-state.ts';

export type AttendanceDeps = {
  db: Db;
  now: Clock;
  onFactsChanged: OnFactsChanged;
};

/** One child's day while nobody else can change it. */
export type ChildDay = {
  tx: Tx;
  place: ChildPlace;
  day: LocalDay;
  events: DayEvent[];
  before: DayState;
  actorId: UserId;
  deviceId: string | null;
  at: Date;
};

/**
 * Changes one child's day in one transaction, then has the running views of the rooms concerned decided again.
 * `change` may find that there is nothing to do (the same tap sent twice): the views are decided again all the same,
 * since the server may have died between the first commit and its re-check.
 * @throws AppError 'not-found' for a child that is unknown, has left, or is not of a room where the asking works.
 */
export async function changeDay(
  deps: AttendanceDeps,
  asking: Asking,
  of: { eventId: AttendanceEventId; childId: ChildId; dayOf: (timeZone: string) => LocalDay },
  change: (day: ChildDay, rooms: ClassroomId[]) => Promise<void>,
): Promise<AttendanceRecorded> {
  const actorId = personOf(asking);
  const place = await findChildPlace(deps.db, of.childId);
  if (place === null) return refuseUnknown(asking);
  const day = of.dayOf(place.timeZone);
  const deviceId = asking.kind === 'device' ? asking.deviceId : null;
  const events = await deps.db.$transaction(async (tx) => {
    await lockChild(tx, of.childId);
    const known = await eventsOfDay(tx, of.childId, day);
    const rooms = roomsOf(asking, place, day, known);
    await change({ tx, place, day, events: known, before: dayState(known), actorId, deviceId, at: deps.now() }, rooms);
    return eventsOfDay(tx, of.childId, day);
  });
  const after = dayState(events);
  const rooms = new Set(events.map(({ classroomId }) => classroomId as ClassroomId)); // that it left, too
  const ended = await Promise.all([...rooms].map((classroomId) => deps.onFactsChanged({ classroomId })));
  return {
    eventId: of.eventId,
    childId: of.childId,
    state: after.state,
    at: after.at?.toISOString() ?? null,
    endedViews: ended.reduce((sum, count) => sum + count, 0),
  };
}

function refuseUnknown(asking: Asking): never {
  requirePermission(asking, 'room:work', null);
  throw new AppError('not-found');
}

/** The rooms of this child in which the asking works, the likeliest first. A tablet works in its own room only. */
function roomsOf(asking: Asking, place: ChildPlace, day: LocalDay, events: readonly DayEvent[]): ClassroomId[] {
  const on = dateColumn(day);
  const enrolled = place.enrolments.filter((row) => row.startsOn <= on && (row.endsOn === null || row.endsOn >= on));
  const today = enrolled.filter((row) => row.weekdays.includes(weekdayOf(day)));
  const all = new Set([...today, ...enrolled, ...events].map((row) => row.classroomId as ClassroomId));
  const own = [...all].filter((id) => asking.kind === 'user' || asking.classroomId === id);
  const rooms = own.filter((id) => mayDo(asking.roles, 'room:work', { ...place, classroomId: id }));
  if (rooms.length === 0) refuseUnknown(asking);
  return rooms;
}

type Change = Pick<NewAttendance, 'id' | 'classroomId' | 'kind' | 'undoesId' | 'happenedAt' | 'withUserId'>;

const ACTION_OF = {
  'attendance:checked-in': 'attendance-checked-in',
  'attendance:checked-out': 'attendance-checked-out',
  'attendance:undone': 'attendance-undone',
} as const satisfies Record<string, AuditAction>;

/** Writes the event, its line in the log for those concerned, and its line in the audit. */
export async function recordAttendance(
  day: ChildDay,
  change: Change,
  event: { type: keyof typeof ACTION_OF } & Pick<NewEvent, 'payload'>,
): Promise<void> {
  const { tx, place, at, actorId, deviceId } = day;
  const about = { siteId: place.siteId, childId: place.childId };
  const row = { ...change, childId: place.childId, recordedAt: at, day: dateColumn(day.day), actorId, deviceId };
  if (!(await insertAttendance(tx, row))) throw new AppError('conflict');
  await appendEvent(tx, {
    ...event,
    ...about,
    classroomId: change.classroomId,
    at: change.happenedAt, // the day's line says when it happened; when it was recorded, the row and the audit say
    payload: { by: actorId, ...event.payload },
  });
  await recordAudit(tx, {
    action: ACTION_OF[event.type],
    at,
    actorId,
    deviceId,
    ...about,
    subjectId: change.withUserId,
    details: { eventId: change.id, classroomId: change.classroomId, happenedAt: change.happenedAt.toISOString() },
  });
}
