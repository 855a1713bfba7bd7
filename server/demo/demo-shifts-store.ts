import { dateColumn, localDay } from '../platform/calendar.ts';
import type { Tx } from '../platform/database.ts';

const ZONE = 'Asia/Shanghai';
const QUARTER_MINUTES = 15;
const SHIFT_MINUTES = 9 * 60;
/** The demo's staff come three hours before somebody looks for the first time; they are planned from then on. */
const BEGAN_MINUTES_AGO = 180;

/** Every day the same hours, around the hour at which the demo was first looked at. */
export async function seedDemoShifts(tx: Tx, of: { userId: string; classroomId: string }, now: Date): Promise<void> {
  const [hour = 0, minute = 0] = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, timeStyle: 'short' })
    .format(now)
    .split(':')
    .map(Number);
  const began = Math.max(0, hour * 60 + minute - BEGAN_MINUTES_AGO);
  const fromMinute = Math.ceil(began / QUARTER_MINUTES) * QUARTER_MINUTES;
  const toMinute = Math.min(24 * 60, fromMinute + SHIFT_MINUTES);
  const startsOn = dateColumn(localDay(now, ZONE));
  const weekdays = [1, 2, 3, 4, 5, 6, 7];
  await tx.staffShift.createMany({
    data: weekdays.map((weekday) => ({ ...of, weekday, fromMinute, toMinute, startsOn })),
  });
}
