import { DateTime } from 'luxon';
import { createMemory } from './memory.ts';

/** A span of instants, its end not included. */
export type Span = { from: Date; to: Date };

/** A calendar day of a place, `YYYY-MM-DD`. */
export type LocalDay = string;

export const isTimeZone = (zone: string): boolean => DateTime.utc().setZone(zone).isValid;

/** The calendar day that it is at `instant` in `zone` (IANA name). */
export function localDay(instant: Date, zone: string): LocalDay {
  return DateTime.fromJSDate(instant, { zone }).toFormat('yyyy-MM-dd');
}

const weekdays = createMemory<number>();
/** ISO weekday, 1 Monday … 7 Sunday. */
export const weekdayOf = (day: LocalDay): number => weekdays(day, () => dateColumn(day).getUTCDay() || 7);

/** Days as such need no clock and no zone; the rule asks this often, and plain arithmetic is a hundred times faster. */
export const addDays = (day: LocalDay, days: number): LocalDay =>
  dayOfColumn(new Date(dateColumn(day).getTime() + days * 86_400_000));

/**
 * The instant of a local time of day. `minute` counts on the wall clock, 0 … 1440; 1440 is the next day's midnight.
 * A time that daylight saving skips is the first instant after the gap.
 */
export const atMinute = (day: LocalDay, minute: number, zone: string): Date =>
  new Date(instantsMs(`${day} ${String(minute)} ${zone}`, () => instantMs(day, minute, zone)));

const instantsMs = createMemory<number>();
function instantMs(day: LocalDay, minute: number, zone: string): number {
  const date = minute === 1440 ? addDays(day, 1) : day;
  const clock = minute === 1440 ? 0 : minute;
  const [year, month, dayOfMonth] = date.split('-').map(Number);
  return DateTime.fromObject(
    { year: year ?? 1970, month: month ?? 1, day: dayOfMonth ?? 1, hour: Math.floor(clock / 60), minute: clock % 60 },
    { zone },
  ).toMillis();
}

/** What a `date` column holds for a day: midnight UTC, as Prisma reads and writes it. */
export const dateColumn = (day: LocalDay): Date => new Date(`${day}T00:00:00.000Z`);
export const dayOfColumn = (date: Date): LocalDay => date.toISOString().slice(0, 10);
