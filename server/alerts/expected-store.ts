import { dayState, type DayEvent } from '../attendance/day-state.ts';
import { dateColumn, weekdayOf, type LocalDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';
import { isClosedOn } from '../platform/open-days.ts';
import { openDaysOf } from '../platform/open-days-store.ts';
import type { ChildDay } from './child-alerts.ts';
import { expectedDay, type SiteDay } from './expected-day.ts';

/** Every child of a site, or those named, with when it is expected on that day and where it is. */
export async function childDays(
  db: Db | Tx,
  site: { siteId: string; timeZone: string },
  day: LocalDay,
  childIds?: readonly string[],
): Promise<ChildDay[]> {
  const on = dateColumn(day);
  // One after the other: inside a transaction there is one connection.
  const siteDay = await siteDayOf(db, site, day);
  const children = await db.child.findMany({
    where: { siteId: site.siteId, leftAt: null, ...(childIds && { id: { in: [...childIds] } }) },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  const childId = { in: children.map(({ id }) => id) };
  const enrolments = await db.enrolment.findMany({
    where: { childId, startsOn: { lte: on }, OR: [{ endsOn: null }, { endsOn: { gte: on } }] },
  });
  const events = await db.attendanceEvent.findMany({ where: { childId, day: on } });
  // A withdrawal speaks of the same days as what it takes back.
  const notices = await db.dayNotice.findMany({ where: { childId, fromDay: { lte: on }, toDay: { gte: on } } });
  const enrolmentsOf = Map.groupBy(enrolments, (row) => row.childId);
  const eventsOf = Map.groupBy(events, (row) => row.childId);
  const noticesOf = Map.groupBy(notices, (row) => row.childId);
  return children.map(({ id }) => ({
    childId: id,
    day,
    expected: expectedDay(enrolmentsOf.get(id) ?? [], noticesOf.get(id) ?? [], siteDay),
    is: dayState((eventsOf.get(id) ?? []) as DayEvent[]),
  }));
}

async function siteDayOf(
  db: Db | Tx,
  { siteId, timeZone }: { siteId: string; timeZone: string },
  day: LocalDay,
): Promise<SiteDay> {
  const days = await openDaysOf(db, siteId, { from: day, to: day });
  const isClosed = isClosedOn(day, days);
  const closesMinute = isClosed ? null : (days.closesMinutes.get(weekdayOf(day)) ?? null);
  return { day, timeZone, isClosed, closesMinute };
}
