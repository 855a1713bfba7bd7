import type { OrganizationId, SiteId, UserId } from '../contract/ids.ts';
import type { Db } from '../platform/database.ts';
import { notKeptFrom, STANDING } from './family-scope.ts';
import type { Place } from './roles.ts';

/** A site as a place, with its employers: their administrators reach it for their own families. */
export async function findSiteWithEmployers(db: Db, siteId: SiteId): Promise<Place | null> {
  const site = await db.site.findUnique({
    where: { id: siteId },
    select: { operatorId: true, employers: { select: { organizationId: true } } },
  });
  if (!site) return null;
  const employerIds = site.employers.map(({ organizationId }) => organizationId as OrganizationId);
  return { siteId, operatorId: site.operatorId as OrganizationId, employerIds };
}

export const findSiteNamed = (db: Db, siteId: SiteId) =>
  db.site.findUnique({ where: { id: siteId }, select: { name: true, timeZone: true } });

export async function camerasOfSite(db: Db, siteId: SiteId) {
  return db.camera.findMany({
    where: { siteId, removedAt: null },
    select: { id: true, name: true, classroom: { select: { name: true } } },
    orderBy: [{ classroom: { name: 'asc' } }, { name: 'asc' }, { id: 'asc' }],
  });
}

/**
 * Guardians of the site's children with their grants and denies that run at `now`, and the cameras they watch.
 * @param employers only people of these, with the children that such an asking reads; null: everyone
 */
export async function guardiansOfSite(
  db: Db,
  siteId: SiteId,
  employers: { ids: readonly OrganizationId[]; askingId: UserId | null } | null,
  now: Date,
) {
  const own = employers && { ...STANDING, child: notKeptFrom(employers.askingId) };
  const links = { AND: [{ child: { siteId, leftAt: null } }, own ?? {}] };
  return db.user.findMany({
    where: {
      guardianships: { some: links },
      ...(employers !== null && { employerId: { in: [...employers.ids] } }),
    },
    select: {
      id: true,
      name: true,
      employer: { select: { name: true } },
      guardianships: {
        where: links,
        select: {
          id: true,
          relation: true,
          withdrawnAt: true,
          custodyBlockedAt: true,
          child: { select: { id: true, name: true } },
        },
        orderBy: { id: 'asc' },
      },
      grants: {
        where: { camera: { siteId }, withdrawnAt: null, startsAt: { lte: now }, endsAt: { gt: now } },
        select: { id: true, cameraId: true },
        orderBy: { endsAt: 'desc' },
      },
      denies: { where: { liftedAt: null }, select: { id: true, cameraId: true, employerId: true } },
      viewingSessions: { where: { endedAt: null, leaseUntil: { gt: now } }, select: { cameraId: true } },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
}
export type GuardianOfSite = Awaited<ReturnType<typeof guardiansOfSite>>[number];
