import type { OrganizationId } from '../contract/ids.ts';
import type { Db } from '../platform/database.ts';

/** Which of these sites each person of these employers has a child at. */
export async function guardiansOf(db: Db, employerIds: readonly string[], siteIds: readonly string[]) {
  const rows = await db.guardianship.findMany({
    where: {
      withdrawnAt: null,
      child: { leftAt: null, siteId: { in: [...siteIds] } },
      user: { employerId: { in: [...employerIds] } },
    },
    select: { userId: true, user: { select: { employerId: true } }, child: { select: { siteId: true } } },
  });
  return rows.map(({ userId, user, child }) => ({ userId, employerId: user.employerId, siteId: child.siteId }));
}

/** Running pictures of these employers' people; not those that they watch as staff, which no network is asked for. */
export async function viewsOf(db: Db, employerIds: readonly string[], at: Date) {
  const rows = await db.viewingSession.findMany({
    where: {
      endedAt: null,
      leaseUntil: { gt: at },
      viewedAs: { not: 'staff' },
      user: { employerId: { in: [...employerIds] } },
    },
    select: { address: true, user: { select: { employerId: true } } },
  });
  return rows.map(({ address, user }) => ({ address, employerId: user.employerId }));
}

export async function peopleOf(db: Db, employerId: OrganizationId): Promise<Set<string>> {
  const people = await db.user.findMany({ where: { employerId }, select: { id: true } });
  return new Set(people.map(({ id }) => id));
}

/** Sites that serve the employer, and sites at which its people have a child or a grant all the same. */
export async function sitesConcerned(db: Db, employerId: OrganizationId): Promise<string[]> {
  const ofPeople = { user: { employerId } };
  const sites = await db.site.findMany({
    where: {
      OR: [
        { employers: { some: { organizationId: employerId } } },
        { children: { some: { leftAt: null, guardianships: { some: ofPeople } } } },
        { cameras: { some: { grants: { some: { withdrawnAt: null, ...ofPeople } } } } },
      ],
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return sites.map(({ id }) => id);
}
