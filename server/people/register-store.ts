import type { ListScopes } from '../access/roles.ts';
import type { ChildId, SiteId } from '../contract/ids.ts';
import { addDays, dateColumn, localDay } from '../platform/calendar.ts';
import type { Db } from '../platform/database.ts';
import type { PeopleDeps } from './people-deps.ts';
import { anySites, families, wholeSites } from './scope.ts';

export type RegisteredChild = { childId: ChildId; siteId: SiteId; enrolledIn: string | null; presentIn: string | null };

/**
 * Who is enrolled and who is there, of the children these scopes may see, each by its site's local day. Both numbers and
 * lists are made from it, so that a number never counts a child that its reader may not see.
 */
export async function registeredChildren(
  deps: Pick<PeopleDeps, 'db' | 'dayState'>,
  scopes: ListScopes,
  siteIds: readonly string[],
  at: Date,
): Promise<RegisteredChild[]> {
  const utcDay = localDay(at, 'utc');
  const days = { gte: dateColumn(addDays(utcDay, -1)), lte: dateColumn(addDays(utcDay, 1)) };
  const children = await deps.db.child.findMany({
    where: { AND: [{ siteId: { in: [...siteIds] }, leftAt: null }, families(scopes)] },
    select: {
      id: true,
      siteId: true,
      site: { select: { timeZone: true } },
      enrolments: { select: { classroomId: true, startsOn: true, endsOn: true }, orderBy: { startsOn: 'desc' } },
      attendance: { where: { day: days } },
    },
  });
  return children.map((child) => {
    const today = dateColumn(localDay(at, child.site.timeZone)).getTime();
    const events = child.attendance.filter(({ day }) => day.getTime() === today);
    const enrolment = child.enrolments.find(
      ({ startsOn, endsOn }) => startsOn.getTime() <= today && (endsOn === null || endsOn.getTime() >= today),
    );
    const day = deps.dayState(
      events.map((event) => ({ ...event, kind: event.kind as 'checked_in' | 'checked_out' | 'undone' })),
    );
    return {
      childId: child.id as ChildId,
      siteId: child.siteId as SiteId,
      enrolledIn: enrolment?.classroomId ?? null,
      presentIn: day.state === 'present' ? day.classroomId : null,
    };
  });
}

/** The consent ledger of these children, the oldest entry first. */
export const consentsOf = (db: Db, childIds: readonly string[]) =>
  db.consentEntry.findMany({
    where: { childId: { in: [...childIds] } },
    select: {
      childId: true,
      kind: true,
      version: true,
      given: true,
      validFrom: true,
      validUntil: true,
      recordedAt: true,
    },
    orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
  });

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
