import { mayDo, requirePermission, type Place } from '../access/roles.ts';
import type { DayEvent, DayState } from '../attendance/day-state.ts';
import type { ClassroomId } from '../contract/ids.ts';
import type { Asking } from '../platform/asking.ts';
import { dateColumn, type LocalDay } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { PlacedChild } from './health-store.ts';

export type HealthDeps = {
  db: Db;
  now: Clock;
  /** Counts what a person says. @throws AppError 'too-many-tries' */
  spendWord: (asking: Asking) => Promise<void>;
  dayState: (events: readonly DayEvent[]) => DayState;
  /** What was recorded may answer what somebody was alerted of. */
  onChildDayChanged: (childIds: readonly string[]) => Promise<void>;
};

/**
 * The room of this child in which the asking looks after it: the one it is in before those it is enrolled in. A tablet's own
 * room only.
 * @throws AppError 'not-found' when there is none, 'forbidden' for who may not work in any room
 */
export function roomToCareIn(
  asking: Asking,
  child: PlacedChild | null,
  on: { day: LocalDay; attendance: readonly DayEvent[]; state: DayState } | null,
): ClassroomId {
  const places = child === null || on === null ? [] : placesOf(child, on);
  const own = places.filter(({ classroomId }) => asking.kind === 'user' || asking.classroomId === classroomId);
  const place = own.find((each) => mayDo(asking.roles, 'room:work', each)) ?? own[0] ?? null;
  requirePermission(asking, 'room:work', place);
  return place.classroomId as ClassroomId;
}

function placesOf(
  { siteId, operatorId, enrolments }: PlacedChild,
  { day, attendance, state }: { day: LocalDay; attendance: readonly DayEvent[]; state: DayState },
): Place[] {
  const date = dateColumn(day);
  const enrolled = enrolments.filter((row) => row.startsOn <= date && (row.endsOn === null || row.endsOn >= date));
  const rooms = [state.classroomId, ...enrolled.map((row) => row.classroomId), ...attendance.map((e) => e.classroomId)];
  return [...new Set(rooms.filter((id) => id !== null))].map((id) => ({
    siteId,
    operatorId,
    classroomId: id as ClassroomId,
  }));
}
