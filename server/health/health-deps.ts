import { mayDo, requirePermission } from '../access/roles.ts';
import type { DayEvent } from '../attendance/day-state.ts';
import { enrolledOn, roomsFromNow } from '../attendance/rooms-of-day.ts';
import type { ClassroomId } from '../contract/ids.ts';
import type { Asking } from '../platform/asking.ts';
import type { LocalDay } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { PlacedChild } from './health-store.ts';

export type HealthDeps = {
  db: Db;
  now: Clock;
  /** Counts what a person says. @throws AppError 'too-many-tries' */
  spendWord: (asking: Asking) => Promise<void>;
  /** What was recorded may answer what somebody was alerted of. */
  onChildDayChanged: (childIds: readonly string[]) => Promise<void>;
};

/**
 * The room of this child in which the asking looks after it: the one it is in before the others of that day. A tablet's own
 * room only.
 * @throws AppError 'not-found' when there is none, 'forbidden' for who may not work in any room
 */
export function roomToCareIn(
  asking: Asking,
  child: PlacedChild | null,
  on: { day: LocalDay; events: readonly DayEvent[] } | null,
): ClassroomId {
  const own = (child === null || on === null ? [] : placesOf(child, on)).filter(
    ({ classroomId }) => asking.kind === 'user' || asking.classroomId === classroomId,
  );
  const place = own.find((each) => mayDo(asking.roles, 'room:work', each)) ?? own[0] ?? null;
  requirePermission(asking, 'room:work', place);
  return place.classroomId;
}

const placesOf = (
  { siteId, operatorId, enrolments }: PlacedChild,
  { day, events }: { day: LocalDay; events: readonly DayEvent[] },
) =>
  roomsFromNow({ day, events, enrolments: enrolledOn(enrolments, day) }).map((classroomId) => ({
    ...{ siteId, operatorId, classroomId },
  }));
