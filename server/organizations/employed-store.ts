import type { OrganizationId } from '../contract/ids.ts';
import type { Db, Tx } from '../platform/database.ts';

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
    select: { address: true, user: { select: { employerId: true } }, camera: { select: { siteId: true } } },
  });
  return rows.map(({ address, user, camera }) => ({ address, employerId: user.employerId, siteId: camera.siteId }));
}

export async function peopleOf(db: Db, employerId: OrganizationId): Promise<Set<string>> {
  const people = await db.user.findMany({ where: { employerId }, select: { id: true } });
  return new Set(people.map(({ id }) => id));
}

/** Whom what concerns an employer concerns; `siteId` is null for people of it who are at no site. */
export type Concerned = { employerId: string; siteId: string | null; operatorId: string };

/**
 * Sites that serve these employers, sites at which their people have a child or a grant all the same, and the operators
 * that keep the accounts of those who have neither.
 */
export const concernedBy = (db: Db | Tx, employerIds: readonly string[]): Promise<Concerned[]> =>
  db.$queryRaw<Concerned[]>`
    WITH person AS (SELECT id, employer_id, operator_id FROM "user" WHERE employer_id = ANY(${[...employerIds]}::uuid[])),
    present AS (
      SELECT person.id, person.employer_id, child.site_id FROM person
      JOIN guardianship ON guardianship.user_id = person.id
      JOIN child ON child.id = guardianship.child_id AND child.left_at IS NULL
      UNION
      SELECT person.id, person.employer_id, camera.site_id FROM person
      JOIN viewing_grant ON viewing_grant.user_id = person.id AND viewing_grant.withdrawn_at IS NULL
      JOIN camera ON camera.id = viewing_grant.camera_id
    ),
    place AS (
      SELECT employer_id, site_id FROM present
      UNION
      SELECT organization_id, site_id FROM site_employer WHERE organization_id = ANY(${[...employerIds]}::uuid[])
    )
    SELECT place.employer_id AS "employerId", site.id AS "siteId", site.operator_id AS "operatorId"
    FROM place JOIN site ON site.id = place.site_id
    UNION
    SELECT employer_id, NULL, operator_id FROM person
    WHERE operator_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM present WHERE present.id = person.id)
    ORDER BY 1, 2`;
