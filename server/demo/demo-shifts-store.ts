import { dateColumn, localDay, weekdayOf } from '../platform/calendar.ts';
import type { Tx } from '../platform/database.ts';

const ZONE = 'Asia/Shanghai';
const WORKDAYS = [1, 2, 3, 4, 5];
const QUARTER_MINUTES = 15;
const SHIFT_MINUTES = 9 * 60;
/** The demo's staff come three hours before somebody looks for the first time; they are planned from then on. */
const BEGAN_MINUTES_AGO = 180;

/** Every working day the same hours, around the hour at which the demo was first looked at; on a weekend, which is open that day alone, that day too. */
export async function seedDemoShifts(tx: Tx, of: { userId: string; classroomId: string }, now: Date): Promise<void> {
  const [hour = 0, minute = 0] = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, timeStyle: 'short' })
    .format(now)
    .split(':')
    .map(Number);
  const began = Math.max(0, hour * 60 + minute - BEGAN_MINUTES_AGO);
  const fromMinute = Math.ceil(began / QUARTER_MINUTES) * QUARTER_MINUTES;
  const toMinute = Math.min(24 * 60, fromMinute + SHIFT_MINUTES);
  const today = localDay(now, ZONE);
  const hours = { ...of, fromMinute, toMinute, startsOn: dateColumn(today) };
  const onWeekend = weekdayOf(today) > 5 ? [{ ...hours, weekday: weekdayOf(today), endsOn: dateColumn(today) }] : [];
  await tx.staffShift.createMany({ data: [...WORKDAYS.map((weekday) => ({ ...hours, weekday })), ...onWeekend] });
}
