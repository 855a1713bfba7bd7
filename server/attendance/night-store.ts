import type { ChildId } from '../contract/ids.ts';
import { dateColumn, localDay } from '../platform/calendar.ts';
import type { Db } from '../platform/database.ts';
import { dayBeforeNight, type DayEvent } from './day-state.ts';

/** What was recorded of a child on the day whose night it is at that instant, and on the one that has begun; null by day. */
export async function nightOf(db: Db, childId: ChildId, at: Date) {
  const child = await db.child.findUnique({ where: { id: childId }, select: { site: { select: { timeZone: true } } } });
  if (child === null) return null;
  const { timeZone } = child.site;
  const before = dayBeforeNight(at, timeZone);
  if (before === null) return null;
  const on = async (day: string) =>
    (await db.attendanceEvent.findMany({ where: { childId, day: dateColumn(day) } })) as DayEvent[];
  return { timeZone, before: await on(before), today: await on(localDay(at, timeZone)) };
}
