import { families, wholeSites } from '../access/family-scope.ts';
import type { SignedRow } from '../access/consent-state.ts';
import type { ListScopes } from '../access/roles.ts';
import { type DayEvent, dayState } from '../attendance/day-state.ts';
import type { ChildId, SiteId } from '../contract/ids.ts';
import type { Db } from '../platform/database.ts';
import type { PeopleDeps } from './people-deps.ts';
import { anySites } from './scope.ts';

export type RegisteredChild = {
  childId: ChildId;
  siteId: SiteId;
  enrolledIn: string | null;
  presentIn: string | null;
  hasLeft: boolean;
};

/**
 * Who is enrolled and who is there, of the children these scopes may see, each by its site's local day. Both numbers and
 * lists are made from it, so that a number never counts a child that its reader may not see.
 */
export async function registeredChildren(
  { db }: Pick<PeopleDeps, 'db'>,
  scopes: ListScopes,
  siteIds: readonly string[],
  at: Date,
): Promise<RegisteredChild[]> {
  const children = await db.child.findMany({
    where: { AND: [{ siteId: { in: [...siteIds] }, leftAt: null }, families(scopes)] },
    select: { id: true, siteId: true },
  });
  const ids = children.map(({ id }) => id);
  const [enrolments, events] = await Promise.all([enrolmentsToday(db, ids, at), eventsToday(db, ids, at)]);
  const enrolledIn = new Map(enrolments.map(({ childId, classroomId }) => [childId, classroomId]));
  const ofChild = Map.groupBy(events, ({ childId }) => childId);
  return children.map(({ id, siteId }) => {
    const day = dayState(ofChild.get(id) ?? []);
    return {
      childId: id as ChildId,
      siteId: siteId as SiteId,
      enrolledIn: enrolledIn.get(id) ?? null,
      presentIn: day.state === 'present' ? day.classroomId : null,
      hasLeft: day.state === 'left',
    };
  });
}

// Plain SQL: a thousand children with all their rows cost the mapper ten times what they cost the database.

const enrolmentsToday = (db: Db, childIds: readonly string[], at: Date) =>
  db.$queryRaw<{ childId: string; classroomId: string }[]>`
    SELECT DISTINCT ON (child.id) child.id AS "childId", enrolment.classroom_id AS "classroomId"
    FROM child JOIN site ON site.id = child.site_id
    CROSS JOIN LATERAL (SELECT (${at}::timestamptz AT TIME ZONE site.time_zone)::date AS day) today
    JOIN enrolment ON enrolment.child_id = child.id AND enrolment.starts_on <= today.day
      AND (enrolment.ends_on IS NULL OR enrolment.ends_on >= today.day)
    WHERE child.id = ANY(${childIds}::uuid[])
    ORDER BY child.id, enrolment.starts_on DESC`;

const eventsToday = (db: Db, childIds: readonly string[], at: Date) =>
  db.$queryRaw<(DayEvent & { childId: string })[]>`
    SELECT event.id, event.child_id AS "childId", event.classroom_id AS "classroomId", event.kind,
      event.undoes_id AS "undoesId", event.happened_at AS "happenedAt"
    FROM attendance_event event JOIN child ON child.id = event.child_id JOIN site ON site.id = child.site_id
    WHERE event.child_id = ANY(${childIds}::uuid[])
      AND event.day = (${at}::timestamptz AT TIME ZONE site.time_zone)::date`;

/** The consent ledger of these children, the oldest entry first. */
export const consentsOf = (db: Db, childIds: readonly string[]) =>
  db.$queryRaw<(SignedRow & { childId: string })[]>`
    SELECT child_id AS "childId", kind, version, given, valid_from AS "validFrom", valid_until AS "validUntil",
      recorded_at AS "recordedAt"
    FROM consent_entry WHERE child_id = ANY(${childIds}::uuid[]) ORDER BY recorded_at, id`;

/** Views that run now at these sites and that these scopes may know of. */
export const runningViews = (db: Db, scopes: ListScopes, siteIds: readonly string[], at: Date) =>
  db.viewingSession.findMany({
    where: {
      endedAt: null,
      leaseUntil: { gt: at },
      camera: { siteId: { in: [...siteIds] } },
      OR: [{ camera: { site: wholeSites(scopes) } }, { user: { employerId: { in: scopes.employerIds } } }],
    },
    select: { userId: true, childId: true, viewedAs: true, camera: { select: { siteId: true } } },
  });

export const sitesIn = (db: Db, scopes: ListScopes, siteId: SiteId | undefined) =>
  db.site.findMany({
    where: { AND: [anySites(scopes), siteId ? { id: siteId } : {}] },
    include: {
      hours: { orderBy: [{ weekday: 'asc' }, { opensMinute: 'asc' }] },
      employers: { include: { organization: { select: { name: true } } } },
      cameras: { where: { removedAt: null }, select: { phase: true, isEnabled: true } },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
export type SiteRow = Awaited<ReturnType<typeof sitesIn>>[number];

export const classroomsIn = (
  db: Db,
  scopes: ListScopes,
  which: { siteId?: SiteId | undefined; classroomId?: string },
  at: Date,
) =>
  db.classroom.findMany({
    where: {
      ...(which.siteId && { siteId: which.siteId }),
      ...(which.classroomId && { id: which.classroomId }),
      site: anySites(scopes),
    },
    include: {
      site: { select: { id: true, operatorId: true, roomConsentMode: true } },
      windows: { orderBy: [{ weekday: 'asc' }, { fromMinute: 'asc' }] },
      roles: {
        where: { OR: [{ endsAt: null }, { endsAt: { gt: at } }], user: { suspendedAt: null } },
        include: { user: { select: { name: true } } },
      },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
export type ClassroomRow = Awaited<ReturnType<typeof classroomsIn>>[number];

export const organizationsIn = (db: Db, scopes: ListScopes) =>
  db.organization.findMany({
    where: {
      OR: [
        { id: { in: [...scopes.operatorIds, ...scopes.employerIds] } },
        { operatedSites: { some: { id: { in: scopes.siteIds } } } },
        { employedSites: { some: { site: wholeSites(scopes) } } },
      ],
    },
    orderBy: { name: 'asc' },
  });
