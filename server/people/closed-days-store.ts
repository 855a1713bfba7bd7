import type { ListScopes } from '../access/roles.ts';
import type { ClosedDay } from '../contract/closed-days.ts';
import type { SiteId } from '../contract/ids.ts';
import { dateColumn, dayOfColumn, type LocalDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';
import { anySites } from './scope.ts';

export async function isSiteIn(db: Db, scopes: ListScopes, siteId: SiteId): Promise<boolean> {
  return (await db.site.count({ where: { AND: [anySites(scopes), { id: siteId }] } })) > 0;
}

export async function closedDaysOf(db: Db, siteId: SiteId): Promise<ClosedDay[]> {
  const rows = await db.closedDay.findMany({ where: { siteId }, orderBy: { day: 'asc' } });
  return rows.map(({ day, reason }) => ({ day: dayOfColumn(day), reason }));
}

export async function insertClosedDays(
  tx: Tx,
  siteId: SiteId,
  days: readonly LocalDay[],
  reason: string,
): Promise<void> {
  await tx.closedDay.createMany({ data: days.map((day) => ({ siteId, day: dateColumn(day), reason })) });
}

/** @returns how many of these days were closed */
export async function deleteClosedDays(tx: Tx, siteId: SiteId, from: LocalDay, to: LocalDay): Promise<number> {
  const day = { gte: dateColumn(from), lte: dateColumn(to) };
  return (await tx.closedDay.deleteMany({ where: { siteId, day } })).count;
}
