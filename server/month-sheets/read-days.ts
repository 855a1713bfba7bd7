import type { Pool } from 'pg';
import { type ListScopes, listScopes } from '../access/roles.ts';
import type { OrganizationId, SiteId } from '../contract/ids.ts';
import type { AskingUser } from '../platform/asking.ts';
import { dayOfColumn, localDay, type LocalDay } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import { oneAhead } from '../platform/one-ahead.ts';
import { childMonth, sumsOf, type ChildMonth } from './child-month.ts';
import type { ChildFacts, DeriveDay, MonthEvent, SiteMonth } from './month-facts.ts';
import {
  childrenOfMonth,
  eventsOfMonth,
  sitesOfMonth,
  type ChildOfMonth,
  type MonthPart,
  type MonthSpan,
  type SiteOfMonth,
} from './month-store.ts';
import { siteMonth } from './site-month.ts';

export type MonthDeps = { db: Db; pool: Pool; now: Clock; log: Log; deriveDay: DeriveDay };

type Employer = { id: string; name: string };
export type SheetChild = ChildMonth & {
  id: string;
  name: string;
  number: string | null;
  /** Of its guardians; only those that the reader may know of. */
  employers: Employer[];
  /** Corrections of the month, as recorded. */
  corrections: MonthEvent[];
};
/** One site's part of a month. */
export type SheetSite = { site: SiteOfMonth; month: SiteMonth; isWhole: boolean; children: SheetChild[] };

/** Days of the calendar, in order and without gaps. */
export type AskedDays = MonthPart & { days: readonly LocalDay[]; siteId?: SiteId | undefined };

/**
 * These days of every site in reach, one site after the other, so that no more than two's records are held at once.
 * @throws AppError 'forbidden', 'second-factor-needed'
 */
export async function* readDays(
  deps: MonthDeps,
  asking: AskingUser,
  asked: AskedDays,
): AsyncGenerator<SheetSite, void> {
  const scopes = listScopes(asking, 'attendance:read');
  const { days } = asked;
  const span = { first: days[0] ?? '', last: days.at(-1) ?? '' };
  const now = deps.now();
  const sites = (await sitesOfMonth(deps.db, scopes, asked, span))
    .map((site) => ({ site, isWhole: isWholeSite(scopes, site) }))
    // Whom else a shared child belongs to is not told by whether it is found.
    .filter(({ isWhole }) => isWhole || !asked.employerId || scopes.employerIds.includes(asked.employerId));
  const reads = sites.map((of) => async () => ({ ...of, ...(await readSite(deps, scopes, of.site, asked, span)) }));
  for await (const { site, isWhole, children, events } of oneAhead(reads)) {
    const month = siteMonth(site, days, now);
    yield {
      site,
      month,
      isWhole,
      children: children
        .map((child) => sheetChild(child, events.get(child.id) ?? [], month, deps.deriveDay))
        .map((child) => ({ ...child, employers: isWhole ? child.employers : ownOf(child.employers, scopes) }))
        .map((child) => (asked.classroomId ? ofRoom(child, asked.classroomId) : child))
        .filter(({ days: shown }) => shown.length > 0)
        .sort((a, b) => BY_NAME.compare(a.name, b.name) || a.id.localeCompare(b.id, 'en')),
    };
  }
}

async function readSite(
  { db, pool }: MonthDeps,
  scopes: ListScopes,
  site: SiteOfMonth,
  part: MonthPart,
  span: MonthSpan,
) {
  const children = await childrenOfMonth(db, scopes, site.id, part, span);
  const ids = children.map(({ id }) => id);
  return { children, events: Map.groupBy(await eventsOfMonth(pool, ids, span), ({ childId }) => childId) };
}

/** As people look names up, and not as a database's code points lie. */
const BY_NAME = new Intl.Collator('zh');

const isWholeSite = ({ siteIds, operatorIds }: ListScopes, site: SiteOfMonth): boolean =>
  siteIds.includes(site.id as SiteId) || operatorIds.includes(site.operatorId as OrganizationId);

const ownOf = (employers: readonly Employer[], { employerIds }: ListScopes): Employer[] =>
  employers.filter(({ id }) => employerIds.includes(id as OrganizationId));

function sheetChild(child: ChildOfMonth, events: MonthEvent[], site: SiteMonth, deriveDay: DeriveDay): SheetChild {
  const { id, name, number } = child;
  const within = new Set(site.days);
  return {
    id,
    name,
    number,
    employers: employersOf(child),
    corrections: events.filter(({ reason, day }) => reason !== null && within.has(day)),
    ...childMonth(factsOf(child, events, site), site, deriveDay),
  };
}

function employersOf({ guardianships }: ChildOfMonth): Employer[] {
  const found = guardianships.map(({ user }) => user.employer).filter((employer) => employer !== null);
  return [...new Map(found.map((employer) => [employer.id, employer])).values()].sort((a, b) =>
    a.name.localeCompare(b.name, 'zh'),
  );
}

const factsOf = (
  { enrolments, dayNotices, leftAt }: ChildOfMonth,
  events: MonthEvent[],
  site: SiteMonth,
): ChildFacts => ({
  events,
  enrolments: enrolments.map((row) => ({
    ...row,
    startsOn: dayOfColumn(row.startsOn),
    endsOn: row.endsOn && dayOfColumn(row.endsOn),
  })),
  notices: dayNotices,
  leftOn: leftAt && localDay(leftAt, site.timeZone),
});

/** The days that count for this room; a child that changed rooms has each day in one of them. */
function ofRoom(child: SheetChild, classroomId: string): SheetChild {
  const days = child.days.filter((day) => day.classroomId === classroomId);
  const own = new Set(days.map(({ day }) => day));
  return { ...child, days, sums: sumsOf(days), corrections: child.corrections.filter(({ day }) => own.has(day)) };
}
