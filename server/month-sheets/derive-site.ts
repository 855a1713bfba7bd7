import { dayOfColumn, localDay, type LocalDay } from '../platform/calendar.ts';
import { childMonth, sumsOf, type ChildMonth } from './child-month.ts';
import type { ChildFacts, MonthEvent, SiteMonth } from './month-facts.ts';
import type { ChildOfMonth, EventRow, SiteOfMonth } from './month-store.ts';
import { siteMonth } from './site-month.ts';

/** What was read of a site's days: nothing but data, so that they can be derived on another thread. */
export type SiteRead = {
  site: SiteOfMonth;
  /** The site is reached as a whole; else only families of `employerIds`. */
  isWhole: boolean;
  employerIds: readonly string[];
  children: ChildOfMonth[];
  events: EventRow[];
  days: readonly LocalDay[];
  /** Only the days that count for this room. */
  classroomId: string | undefined;
  now: Date;
};

/** `author`: whose it is, by name. */
export type Correction = MonthEvent & { correctedAt: Date; author: string | null };
type Employer = { id: string; name: string };
export type SheetChild = ChildMonth & {
  id: string;
  name: string;
  number: string | null;
  /** Of its guardians; only those that the reader may know of. */
  employers: Employer[];
  /** Corrections of the month, as recorded. */
  corrections: Correction[];
};
/** One site's part of a month. */
export type SheetSite = Pick<SiteRead, 'site' | 'isWhole'> & { month: SiteMonth; children: SheetChild[] };

/** A site's days, from all that was read of them. Pure. */
export function deriveSite({ events, classroomId, ...read }: SiteRead): SheetSite {
  const { site, isWhole } = read;
  const month = siteMonth(site, read.days, read.now);
  const recorded = Map.groupBy(events.map(eventOf), ({ childId }) => childId);
  return {
    ...{ site, isWhole, month },
    children: read.children
      .map((child) => sheetChild(child, recorded.get(child.id) ?? [], month, read))
      .map((child) => (classroomId ? ofRoom(child, classroomId) : child))
      .filter(({ days }) => days.length > 0)
      .sort((a, b) => BY_NAME.compare(a.name, b.name) || a.id.localeCompare(b.id, 'en')),
  };
}

/** As people look names up, and not as a database's code points lie. */
const BY_NAME = new Intl.Collator('zh');

type RecordedEvent = MonthEvent & Pick<Correction, 'author'> & { correctedAt: Date | null };

function eventOf(row: EventRow): RecordedEvent {
  const [id, childId, classroomId, kind, undoesId, happenedMs, day, withUserId, withPickupId, ...correction] = row;
  const [reason, before, correctedMs, author] = correction;
  return {
    ...{ id, childId, classroomId, kind, undoesId, day, withUserId, withPickupId, reason, before, author },
    happenedAt: instant(happenedMs),
    correctedAt: correctedMs === null ? null : instant(correctedMs),
  };
}

/** PostgreSQL's seconds are binary fractions; ours are whole milliseconds. */
const instant = (ms: number): Date => new Date(Math.round(ms));

const isCorrection = (event: RecordedEvent): event is RecordedEvent & Correction => event.correctedAt !== null;

function sheetChild(
  child: ChildOfMonth,
  events: RecordedEvent[],
  site: SiteMonth,
  { isWhole, employerIds }: Pick<SiteRead, 'isWhole' | 'employerIds'>,
): SheetChild {
  const { id, name, number } = child;
  const within = new Set(site.days);
  const facts = factsOf(child, events, site);
  return {
    ...{ id, name, number },
    employers: employersOf(child).filter((employer) => isWhole || employerIds.includes(employer.id)),
    corrections: events.filter(isCorrection).filter(({ day }) => within.has(day)),
    ...(isWhole ? childMonth(facts, site) : withoutReasons(childMonth(facts, site))),
  };
}

/** Why a child is away may be an illness: a family's and the nursery's matter, and not an employer's. */
const withoutReasons = ({ days, sums }: ChildMonth): ChildMonth => ({
  days: days.map((day) => ({ ...day, absenceReason: null })),
  sums,
});

function employersOf({ guardianships }: ChildOfMonth): Employer[] {
  const found = guardianships.map(({ user }) => user.employer).filter((employer) => employer !== null);
  return [...new Map(found.map((employer) => [employer.id, employer])).values()].sort((a, b) =>
    a.name.localeCompare(b.name, 'zh'),
  );
}

const factsOf = (
  { enrolments, dayNotices, leftAt }: ChildOfMonth,
  events: readonly MonthEvent[],
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
