import { NIGHT_ENDS_HOUR, type Room, type RoomChild } from '#contract/attendance.ts';
import { hourOf, isSameDay } from '../../shared/time.ts';

const NIGHT_MS = NIGHT_ENDS_HOUR * 3_600_000;

/** Until four in the morning whom nobody has fetched is still here. */
export const isNight = (at: Date, timeZone: string): boolean => hourOf(at, timeZone) < NIGHT_ENDS_HOUR;

/**
 * What was read yesterday says nothing of today: without a network the new day begins with nobody here but who was not
 * fetched, and they until the night is over. Both instants are the server's, as far as this device knows them: a wrong clock
 * of its own hides no day.
 */
export function asOfToday(room: Room, readAt: Date, now: Date): Room {
  const { timeZone } = room;
  const isNow = isSameDay(readAt, now, timeZone);
  if (isNow && isNight(readAt, timeZone) === isNight(now, timeZone)) return room;
  const lastEvening = new Date(now.getTime() - NIGHT_MS);
  const asNow = (child: RoomChild): RoomChild => {
    const cameOn = (day: Date): boolean => isSameDay(child.arrivedAt ?? now, day, timeZone);
    if (isNow) return cameOn(now) ? child : notHereYet(child);
    const isStillHere = isNight(now, timeZone) && child.state === 'present' && cameOn(lastEvening);
    return isStillHere ? { ...child, ...NOTHING_SAID, pickups: withoutCode(child) } : notHereYet(child);
  };
  return { ...room, watching: [], children: room.children.map(asNow) };
}

const NOTHING_SAID = { absence: null, latePickUpUntil: null, fetchedBy: null };

/** A code was for its day alone. */
const withoutCode = ({ pickups }: RoomChild) => pickups.filter(({ needsCode }) => !needsCode);

const notHereYet = (child: RoomChild): RoomChild => ({
  ...child,
  ...NOTHING_SAID,
  state: 'expected',
  at: null,
  arrivedAt: null,
  earlierStays: [],
  expectedAt: null,
  session: null,
  lines: [],
  conflicts: [],
  pickups: withoutCode(child),
});
