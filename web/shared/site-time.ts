import { clock } from './time.ts';

/**
 * The instant at which clocks in `timeZone` show this day and time. When the clocks are set forward over it, the
 * instant right after the gap.
 * @param local YYYY-MM-DDTHH:mm
 */
export function instantIn(timeZone: string, local: string): Date {
  const asUtc = new Date(`${local}:00Z`).getTime();
  // Twice, since the offset at the first guess may be that of the other side of a clock change.
  const first = asUtc - offsetMs(timeZone, new Date(asUtc));
  return new Date(asUtc - offsetMs(timeZone, new Date(first)));
}

const DAY_MS = 86_400_000;

/**
 * When clocks in `timeZone` showed this time last: yesterday, where today it is still to come. At two minutes past midnight
 * 23:58 is four minutes ago.
 * @param time HH:mm
 */
export function lastAt(timeZone: string, time: string, now: Date): Date {
  const day = todayIn(timeZone, now);
  const today = instantIn(timeZone, `${day}T${time}`);
  if (today <= now) return today;
  const dayBefore = new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
  return instantIn(timeZone, `${dayBefore}T${time}`);
}

/** The last minute of this day, for what is valid "until" a day. @param day YYYY-MM-DD */
export const endOfDay = (timeZone: string, day: string): Date => instantIn(timeZone, `${day}T23:59`);

/** Today's date in the zone, YYYY-MM-DD. */
export const todayIn = (timeZone: string, now = new Date()): string =>
  new Date(now.getTime() + offsetMs(timeZone, now)).toISOString().slice(0, 10);

/** The date of an instant in the zone, YYYY-MM-DD. */
export const dateIn = (timeZone: string, at: string): string => todayIn(timeZone, new Date(at));

/** Of a record of that day of the site: 17:31, and 00:20 (+1) of a departure after its midnight. @param day YYYY-MM-DD */
export const clockOfDay = (at: string, day: string, timeZone: string): string =>
  dateIn(timeZone, at) > day ? `${clock(at, timeZone)} (+1)` : clock(at, timeZone);

function offsetMs(timeZone: string, at: Date): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((p) => p.type === type)?.value);
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown - Math.floor(at.getTime() / 1_000) * 1_000;
}
