import { Prisma } from '../../prisma/generated/client.ts';
import type { ListScopes } from '../access/roles.ts';
import { VIEWERS_EVERY_MINUTES } from '../contract/dashboard.ts';
import type { Db } from '../platform/database.ts';
import { isOfEmployer, isWholeSite } from './scope-sql-store.ts';

/** A site with its local day and the same weekday before: date, first instant, first instant after it. */
export type SiteDay = {
  siteId: string;
  day: string;
  weekday: number;
  starts: Date;
  ends: Date;
  weekBefore: { starts: Date; ends: Date };
};

/** Looks refused today: by site and reason (looks), by site, and over all (persons). */
export function refusalsOfToday(db: Db, scopes: ListScopes, days: readonly SiteDay[]) {
  const earliest = new Date(Math.min(...days.map(({ starts }) => starts.getTime())));
  return db.$queryRaw<{ siteId: string | null; reason: string | null; looks: number; persons: number }[]>`
    SELECT site.id AS "siteId", entry.details->>'reason' AS reason, count(*)::int AS looks,
      count(DISTINCT entry.actor_id)::int AS persons
    FROM audit_entry entry
    JOIN unnest(${days.map(({ siteId }) => siteId)}::uuid[], ${days.map(({ starts }) => starts)}::timestamptz[])
      AS today (site_id, starts) ON today.site_id = entry.site_id
    JOIN site ON site.id = today.site_id
    LEFT JOIN "user" person ON person.id = entry.actor_id
    WHERE entry.action = 'view-refused' AND entry.at >= ${earliest} AND entry.at >= today.starts
      AND entry.details->>'reason' IS NOT NULL AND (${isWholeSite(scopes)} OR ${isOfEmployer(scopes)})
    GROUP BY GROUPING SETS ((site.id, entry.details->>'reason'), (site.id), ())`;
}

/** How many guardians and guests watched in each span of the day, for today and for the same weekday before. */
export function viewersByTime(db: Db, scopes: ListScopes, days: readonly SiteDay[], at: Date) {
  const spans = days.flatMap(({ siteId, starts, ends, weekBefore }) => [
    { siteId, isToday: true, starts, ends },
    { siteId, isToday: false, ...weekBefore },
  ]);
  const span = (end: Prisma.Sql) =>
    Prisma.sql`floor(extract(epoch FROM ${end} - span.starts) / ${VIEWERS_EVERY_MINUTES * 60})::int`;
  const seen = Prisma.sql`least(coalesce(view.ended_at, view.lease_until), ${at}::timestamptz,
    span.ends - interval '1 millisecond')`;
  return db.$queryRaw<{ siteId: string; isToday: boolean; nth: number; viewers: number }[]>`
    SELECT span.site_id AS "siteId", span.is_today AS "isToday", nth, count(DISTINCT view.user_id)::int AS viewers
    FROM unnest(${spans.map(({ siteId }) => siteId)}::uuid[], ${spans.map(({ isToday }) => isToday)}::bool[],
      ${spans.map(({ starts }) => starts)}::timestamptz[], ${spans.map(({ ends }) => ends)}::timestamptz[])
      AS span (site_id, is_today, starts, ends)
    JOIN site ON site.id = span.site_id
    JOIN camera ON camera.site_id = site.id
    JOIN viewing_session view ON view.camera_id = camera.id AND view.viewed_as <> 'staff'
      AND view.opened_at >= span.starts AND view.opened_at < span.ends
    JOIN "user" person ON person.id = view.user_id
    CROSS JOIN LATERAL generate_series(${span(Prisma.sql`view.opened_at`)},
      greatest(${span(Prisma.sql`view.opened_at`)}, ${span(seen)})) AS nth
    WHERE ${isWholeSite(scopes)} OR ${isOfEmployer(scopes)}
    GROUP BY span.site_id, span.is_today, nth`;
}
