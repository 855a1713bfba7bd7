import { DateTime } from 'luxon';
import { addDays, atMinute, type LocalDay } from '../platform/calendar.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

/**
 * Which minute of the wall clock it is at an instant, counted from the midnight that began `day`: 1500 is one o'clock of
 * the day after. A sheet asks this tens of thousands of times; only a day on which the clocks change costs a calendar.
 */
export function wallClock(timeZone: string): (at: Date, day: LocalDay) => number {
  const known = new Map<LocalDay, DayClock>();
  const clockOf = (day: LocalDay): DayClock => {
    const found = known.get(day) ?? dayClock(day, timeZone);
    known.set(day, found);
    return found;
  };
  return (at, day) => {
    const clock = clockOf(day);
    const isSameDay = at.getTime() < clock.endsMs;
    return isSameDay
      ? minuteWithin(at, clock, timeZone)
      : DAY_MINUTES + minuteWithin(at, clockOf(clock.next), timeZone);
  };
}

type DayClock = { beginsMs: number; endsMs: number; next: LocalDay };

function dayClock(day: LocalDay, timeZone: string): DayClock {
  const next = addDays(day, 1);
  const [begins, ends] = [atMinute(day, 0, timeZone), atMinute(next, 0, timeZone)];
  return { beginsMs: begins.getTime(), endsMs: ends.getTime(), next };
}

function minuteWithin(at: Date, { beginsMs, endsMs }: DayClock, timeZone: string): number {
  if (endsMs - beginsMs === DAY_MINUTES * MINUTE_MS) return Math.floor((at.getTime() - beginsMs) / MINUTE_MS);
  const { hour, minute } = DateTime.fromJSDate(at, { zone: timeZone });
  return hour * 60 + minute;
}
