import { dateColumn, type LocalDay } from './calendar.ts';
import type { Db, Tx } from './database.ts';
import { openDays, type OpenDays } from './open-days.ts';

type Span = { from: LocalDay; to: LocalDay };

/** When these sites are open in a span of days, both included; by their ids. */
export async function openDaysOfSites(
  db: Db | Tx,
  siteIds: readonly string[],
  { from, to }: Span,
): Promise<ReadonlyMap<string, OpenDays>> {
  const sites = await db.site.findMany({
    where: { id: { in: [...siteIds] } },
    select: {
      id: true,
      hours: { select: { weekday: true, closesMinute: true } },
      closedDays: { where: { day: { gte: dateColumn(from), lte: dateColumn(to) } }, select: { day: true } },
    },
  });
  return new Map(sites.map(({ id, ...site }) => [id, openDays(site)]));
}

/** When a site is open in a span of days, both included. */
export const openDaysOf = async (db: Db | Tx, siteId: string, span: Span): Promise<OpenDays> =>
  (await openDaysOfSites(db, [siteId], span)).get(siteId) ?? openDays({ hours: [], closedDays: [] });
