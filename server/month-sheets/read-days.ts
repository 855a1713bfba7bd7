import type { Pool } from 'pg';
import { type ListScopes, listScopes } from '../access/roles.ts';
import type { OrganizationId, SiteId } from '../contract/ids.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { LocalDay } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import { oneAhead } from '../platform/one-ahead.ts';
import { deriveSite, type SheetSite, type SiteRead } from './derive-site.ts';
import { childrenOfMonth, eventsOfMonth, sitesOfMonth, type MonthPart, type SiteOfMonth } from './month-store.ts';

export type MonthDeps = { db: Db; pool: Pool; now: Clock };

/** Days of the calendar, in order and without gaps. */
export type AskedDays = MonthPart & { days: readonly LocalDay[]; siteId?: SiteId | undefined };

/**
 * What these days of every site in reach are derived from, one site after the other, so that no more than two's records
 * are held at once.
 * @throws AppError 'forbidden', 'second-factor-needed'
 */
export async function* readSites(
  { db, pool, now }: MonthDeps,
  asking: AskingUser,
  asked: AskedDays,
): AsyncGenerator<SiteRead, void> {
  const scopes = listScopes(asking, 'attendance:read');
  const { days, classroomId } = asked;
  const span = { first: days[0] ?? '', last: days.at(-1) ?? '' };
  const of = { days, classroomId, now: now(), employerIds: scopes.employerIds };
  const sites = (await sitesOfMonth(db, scopes, asked, span))
    .map((site) => ({ ...of, site, isWhole: isWholeSite(scopes, site) }))
    // Whom else a shared child belongs to is not told by whether it is found.
    .filter(({ isWhole }) => isWhole || !asked.employerId || scopes.employerIds.includes(asked.employerId));
  for (let from = 0; from < sites.length; from += SITES_AT_ONCE) {
    const some = sites.slice(from, from + SITES_AT_ONCE);
    const ids = some.map(({ site }) => site.id);
    const found = Map.groupBy(await childrenOfMonth(db, scopes, ids, asked, span), ({ siteId }) => siteId);
    const reads = some.map((read) => async () => {
      const children = found.get(read.site.id) ?? [];
      const childIds = children.map(({ id }) => id);
      return { ...read, children, events: await eventsOfMonth(pool, childIds, span) };
    });
    yield* oneAhead(reads);
  }
}

/** Whose children are asked for together, which takes half as long as one by one. Records are many more. */
const SITES_AT_ONCE = 10;

/** These days of every site in reach. @throws as `readSites` */
export async function* readDays(
  deps: MonthDeps,
  asking: AskingUser,
  asked: AskedDays,
): AsyncGenerator<SheetSite, void> {
  for await (const read of readSites(deps, asking, asked)) yield deriveSite(read);
}

const isWholeSite = ({ siteIds, operatorIds }: ListScopes, site: SiteOfMonth): boolean =>
  siteIds.includes(site.id as SiteId) || operatorIds.includes(site.operatorId as OrganizationId);
