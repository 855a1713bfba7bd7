import type { AttendanceEventId, ChildId } from '../contract/ids.ts';
import type { LocalDay } from '../platform/calendar.ts';
import type { Db } from '../platform/database.ts';
import { findAttendance } from './attendance-store.ts';
import { dayBeforeNight, isOfDayBefore } from './day-state.ts';
import { nightOf } from './night-store.ts';

type Departure = { eventId: AttendanceEventId; childId: ChildId; happenedAt: Date };

/**
 * The day to which a departure in the night belongs: that of the stay which it ends, and of one that is on record already the
 * day of its record. null: the day on which it happened. Asked before the child is held, and so no more than a proposal:
 * whether the child may leave is judged by that day's records, when nobody else can change them.
 */
export async function dayOfDeparture(db: Db, { eventId, childId, happenedAt }: Departure): Promise<LocalDay | null> {
  const night = await nightOf(db, childId, happenedAt);
  if (night === null) return null;
  const known = await findAttendance(db, eventId);
  if (known !== null) return known.childId === childId ? known.day : null;
  return isOfDayBefore(night, happenedAt, night.timeZone) ? dayBeforeNight(happenedAt, night.timeZone) : null;
}
