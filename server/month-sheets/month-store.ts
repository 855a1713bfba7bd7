import type { Pool } from 'pg';
import { families, STANDING, wholeSites } from '../access/family-scope.ts';
import type { ListScopes } from '../access/roles.ts';
import type { OrganizationId, SiteId } from '../contract/ids.ts';
import { addDays, dateColumn, type LocalDay } from '../platform/calendar.ts';
import type { Db } from '../platform/database.ts';
import type { MonthEvent } from './month-facts.ts';

export type MonthPart = {
  childId?: string | undefined;
  classroomId?: string | undefined;
  employerId?: OrganizationId | undefined;
};
export type MonthSpan = { first: LocalDay; last: LocalDay };

/** Sites of which these scopes reach any family, with what a month of them depends on. */
export function sitesOfMonth(
  db: Db,
  scopes: ListScopes,
  { siteId, childId }: { siteId?: SiteId | undefined; childId?: string | undefined },
  { first, last }: MonthSpan,
) {
  const served = { employers: { some: { organizationId: { in: scopes.employerIds } } } };
  return db.site.findMany({
    where: {
      ...(siteId && { id: siteId }),
      ...(childId && { children: { some: { id: childId, ...families(scopes) } } }),
      OR: [...wholeSites(scopes).OR, served, { children: { some: families(scopes) } }],
    },
    select: {
      id: true,
      operatorId: true,
      name: true,
      timeZone: true,
      stayAfterMinutes: true,
      hours: { select: { weekday: true, opensMinute: true, closesMinute: true } },
      closedDays: { where: { day: { gte: dateColumn(first), lte: dateColumn(last) } }, select: { day: true } },
      classrooms: { select: { id: true, name: true }, orderBy: [{ name: 'asc' }, { id: 'asc' }] },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
}
export type SiteOfMonth = Awaited<ReturnType<typeof sitesOfMonth>>[number];

/** Children of these sites that were enrolled or recorded in the span, as far as these scopes reach. */
export function childrenOfMonth(
  db: Db,
  scopes: ListScopes,
  siteIds: readonly string[],
  part: MonthPart,
  { first, last }: MonthSpan,
) {
  const [from, to] = [dateColumn(first), dateColumn(last)];
  const enrolled = { startsOn: { lte: to }, OR: [{ endsOn: null }, { endsOn: { gte: from } }] };
  const recorded = { day: { gte: from, lte: to } };
  return db.child.findMany({
    where: {
      siteId: { in: [...siteIds] },
      ...(part.childId && { id: part.childId }),
      AND: [
        families(scopes),
        { OR: [{ enrolments: { some: enrolled } }, { attendance: { some: recorded } }] },
        ...(part.employerId
          ? [{ guardianships: { some: { ...STANDING, user: { employerId: part.employerId } } } }]
          : []),
      ],
    },
    select: {
      id: true,
      siteId: true,
      name: true,
      number: true,
      leftAt: true,
      enrolments: { where: enrolled },
      dayNotices: { where: { fromDay: { lte: to }, toDay: { gte: from } } },
      guardianships: {
        where: { ...STANDING, user: { employerId: { not: null } } },
        select: { user: { select: { employer: { select: { id: true, name: true } } } } },
      },
    },
  });
}
export type ChildOfMonth = Awaited<ReturnType<typeof childrenOfMonth>>[number];

/** In the order of the query; times are milliseconds since 1970. */
export type EventRow = [
  id: string,
  childId: string,
  classroomId: string,
  kind: MonthEvent['kind'],
  undoesId: string | null,
  happenedMs: number,
  day: LocalDay,
  withUserId: string | null,
  withPickupId: string | null,
  reason: string | null,
  before: unknown,
  // Of a correction: when it was made, and whose name it is.
  correctedMs: number | null,
  author: string | null,
];

/**
 * What was recorded of these children, and of the days before and after: a stay may begin or end there. Plain SQL, numbers
 * and no names: there are many, a model of each would cost more than all that a sheet says of it, and they go on to
 * another thread.
 */
export async function eventsOfMonth(pool: Pool, childIds: readonly string[], { first, last }: MonthSpan) {
  const text = `SELECT id, child_id, classroom_id, kind, undoes_id, date_part('epoch', happened_at) * 1000, day::text, with_user_id,
      with_pickup_id, reason, before, CASE WHEN reason IS NOT NULL THEN date_part('epoch', recorded_at) * 1000 END,
      CASE WHEN reason IS NOT NULL THEN (SELECT name FROM "user" WHERE "user".id = actor_id) END
    FROM attendance_event WHERE child_id = ANY($1::uuid[]) AND day BETWEEN $2::date AND $3::date`;
  const values = [childIds, addDays(first, -1), addDays(last, 1)];
  const { rows } = await pool.query<EventRow>({ text, values, rowMode: 'array' });
  return rows;
}
