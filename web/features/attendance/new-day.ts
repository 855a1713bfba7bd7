import type { Room, RoomChild } from '#contract/attendance.ts';
import { isSameDay } from '../../shared/time.ts';

/**
 * What was read yesterday says nothing of today: without a network the new day begins with nobody here. Both instants are
 * this device's, so that a clock that goes wrong does not hide a day.
 */
export function asOfToday(room: Room, readAt: Date, now: Date): Room {
  if (isSameDay(readAt, now, room.timeZone)) return room;
  return { ...room, watching: [], children: room.children.map(notHereYet) };
}

const notHereYet = (child: RoomChild): RoomChild => ({
  ...child,
  state: 'expected',
  at: null,
  arrivedAt: null,
  expectedAt: null,
  session: null,
  lines: [],
  conflicts: [],
  absence: null,
  latePickUpUntil: null,
  fetchedBy: null,
  // A code was for its day alone.
  pickups: child.pickups.filter(({ needsCode }) => !needsCode),
});
