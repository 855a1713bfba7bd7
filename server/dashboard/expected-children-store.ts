import type { ListScopes } from '../access/roles.ts';
import { noticesOn } from '../day-notices/notices-on.ts';
import { dateColumn } from '../platform/calendar.ts';
import type { Db } from '../platform/database.ts';
import { isClosedOn } from '../platform/open-days.ts';
import { openDaysOfSites } from '../platform/open-days-store.ts';
import type { SiteDay } from './day-figures-store.ts';
import { isChildSeen } from './scope-sql-store.ts';

/**
 * Children who are to come today, by site, of those these scopes may see: enrolled for the weekday, at a site that is not
 * closed, and their family has not said that they stay away.
 */
export async function expectedChildren(
  db: Db,
  scopes: ListScopes,
  days: readonly SiteDay[],
): Promise<ReadonlyMap<string, number>> {
  const dates = days.map(({ day }) => day).sort();
  const span = { from: dates[0] ?? '', to: dates.at(-1) ?? '' };
  const [openDays, enrolled, notices] = await Promise.all([
    openDaysOfSites(
      db,
      days.map(({ siteId }) => siteId),
      span,
    ),
    enrolledChildren(db, scopes, days),
    noticesOfToday(db, days),
  ]);
  const noticesOf = Map.groupBy(notices, ({ childId }) => childId);
  const enrolledAt = Map.groupBy(enrolled, ({ siteId }) => siteId);
  return new Map(
    days.map(({ siteId, day }) => {
      const open = openDays.get(siteId);
      const children = open === undefined || isClosedOn(day, open) ? [] : (enrolledAt.get(siteId) ?? []);
      const stays = ({ childId }: { childId: string }) => noticesOn(noticesOf.get(childId) ?? [], day).absence !== null;
      return [siteId, children.filter((child) => !stays(child)).length];
    }),
  );
}

const enrolledChildren = (db: Db, scopes: ListScopes, days: readonly SiteDay[]) =>
  db.$queryRaw<{ siteId: string; childId: string }[]>`
    SELECT DISTINCT site.id AS "siteId", child.id AS "childId"
    FROM unnest(${days.map(({ siteId }) => siteId)}::uuid[], ${days.map(({ day }) => day)}::date[],
      ${days.map(({ weekday }) => weekday)}::int[]) AS today (site_id, day, weekday)
    JOIN site ON site.id = today.site_id
    JOIN child ON child.site_id = site.id AND child.left_at IS NULL
    JOIN enrolment ON enrolment.child_id = child.id AND enrolment.starts_on <= today.day
      AND (enrolment.ends_on IS NULL OR enrolment.ends_on >= today.day) AND today.weekday = ANY(enrolment.weekdays)
    WHERE ${isChildSeen(scopes)}`;

/** What families said of the day, withdrawals among them. */
const noticesOfToday = (db: Db, days: readonly SiteDay[]) =>
  db.dayNotice.findMany({
    where: {
      OR: days.map(({ siteId, day }) => ({
        child: { siteId },
        fromDay: { lte: dateColumn(day) },
        toDay: { gte: dateColumn(day) },
      })),
    },
  });
