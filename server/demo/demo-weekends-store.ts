import { addDays, dateColumn, localDay, weekdayOf, type LocalDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';

const ZONE = 'Asia/Shanghai';
const WEEKEND = { reason: '周末' };
const WEEKS_AHEAD = 8;

/** The weekends among these days. */
export async function closeDemoWeekends(db: Db | Tx, days: readonly LocalDay[]): Promise<void> {
  const sites = await db.site.findMany({ select: { id: true } });
  const weekend = days.filter((day) => weekdayOf(day) > 5);
  await db.closedDay.createMany({
    data: sites.flatMap(({ id }) => weekend.map((day) => ({ siteId: id, day: dateColumn(day), ...WEEKEND }))),
    skipDuplicates: true,
  });
}

/** The demo shows its day whenever somebody looks: weekends are ahead, and the day of today is never one of them. */
export async function closeComingWeekends(db: Db, now: Date): Promise<void> {
  const today = localDay(now, ZONE);
  const ahead = Array.from({ length: WEEKS_AHEAD * 7 }, (_, n) => addDays(today, n + 2));
  await closeDemoWeekends(db, ahead);
  await openDemoToday(db, now);
}

/** Before midnight already, so that nobody who watches then is closed out. */
export async function openDemoToday(db: Db, now: Date): Promise<void> {
  const today = localDay(now, ZONE);
  const days = [today, addDays(today, 1)].map(dateColumn);
  await db.closedDay.deleteMany({ where: { day: { in: days }, ...WEEKEND } });
}
