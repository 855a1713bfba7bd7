import type { ListScopes, Place } from '../access/roles.ts';
import type { ChildId, OrganizationId, SiteId } from '../contract/ids.ts';
import type { Db } from '../platform/database.ts';

/** Children of whole sites, and everywhere the children of an employer's people; empty scopes match nothing. */
export const familiesIn = ({ siteIds, operatorIds, employerIds }: ListScopes) => ({
  OR: [
    { site: { OR: [{ id: { in: siteIds } }, { operatorId: { in: operatorIds } }] } },
    { guardianships: { some: { user: { employerId: { in: employerIds } } } } },
  ],
});

/** Where a child that has not left is, with the employers of its family. */
export async function placeOfFamily(db: Db, childId: ChildId): Promise<Place | null> {
  const child = await db.child.findUnique({
    where: { id: childId, leftAt: null },
    select: {
      siteId: true,
      site: { select: { operatorId: true } },
      guardianships: { select: { user: { select: { employerId: true } } } },
    },
  });
  if (child === null) return null;
  const employerIds = child.guardianships.flatMap(({ user }) => (user.employerId as OrganizationId | null) ?? []);
  return { siteId: child.siteId as SiteId, operatorId: child.site.operatorId as OrganizationId, employerIds };
}

/** Operators whose families these scopes reach, in whole or in part. */
export async function operatorsIn(db: Db, { operatorIds, siteIds, employerIds }: ListScopes): Promise<string[]> {
  const sites = await db.site.findMany({
    where: { OR: [{ id: { in: siteIds } }, { employers: { some: { organizationId: { in: employerIds } } } }] },
    select: { operatorId: true },
  });
  return [...new Set<string>([...operatorIds, ...sites.map(({ operatorId }) => operatorId)])];
}
