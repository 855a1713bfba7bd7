import { DateTime } from 'luxon';
import { addDays, atMinute, type LocalDay } from '../platform/calendar.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

/**
 * Which minute of the wall clock it is at an instant, counted from the midnight that began `day`: 1500 is one o'clock of
 * the day after. A sheet asks this tens of thousands of times; only a day on which the clocks change costs a calendar.
 */
export function wallClock(timeZone: string): (at: Date, day: LocalDay) => number {
  const begins = new Map<LocalDay, number>();
  const beginOf = (day: LocalDay): number => {
    const known = begins.get(day) ?? atMinute(day, 0, timeZone).getTime();
    begins.set(day, known);
    return known;
  };
  const minuteWithin = (at: Date, day: LocalDay): number => {
    if (beginOf(addDays(day, 1)) - beginOf(day) === DAY_MINUTES * MINUTE_MS)
      return Math.floor((at.getTime() - beginOf(day)) / MINUTE_MS);
    const { hour, minute } = DateTime.fromJSDate(at, { zone: timeZone });
    return hour * 60 + minute;
  };
  return (at, day) => {
    const after = addDays(day, 1);
    return at.getTime() < beginOf(after) ? minuteWithin(at, day) : DAY_MINUTES + minuteWithin(at, after);
  };
}
