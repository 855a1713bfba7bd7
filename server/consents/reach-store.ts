import { STANDING, wholeSites } from '../access/family-scope.ts';
import type { ListScopes, Place } from '../access/roles.ts';
import type { ScanId } from '../contract/consents.ts';
import type { ChildId, OrganizationId, SiteId, UserId } from '../contract/ids.ts';
import type { Db } from '../platform/database.ts';

/**
 * Papers of whole sites, and of an employer's people what they sent themselves: of the child's other guardian, and of what
 * the office has, an employer hears nothing.
 */
export async function scansIn(db: Db, scopes: ListScopes) {
  const { employerIds } = scopes;
  const sent = employerIds.length === 0 ? [] : await sentByPeopleOf(db, employerIds);
  return { OR: [{ child: { site: wholeSites(scopes) } }, { id: { in: sent.map(({ id }) => id) } }] };
}

const sentByPeopleOf = (db: Db, employerIds: readonly string[]) =>
  db.$queryRaw<{ id: ScanId }[]>`
    SELECT scan.id FROM consent_scan scan
    JOIN guardianship link ON link.child_id = scan.child_id AND link.user_id = scan.uploaded_by
      AND link.withdrawn_at IS NULL AND link.custody_blocked_at IS NULL
    JOIN "user" uploader ON uploader.id = scan.uploaded_by
    WHERE scan.decided_at IS NULL AND uploader.employer_id = ANY(${employerIds}::uuid[])`;

/** Where the paper's child is, with the employer of the guardian who sent it. */
export const placeOfScan = (
  db: Db,
  { childId, uploadedBy }: { childId: ChildId; uploadedBy: UserId },
): Promise<Place | null> => placeOf(db, childId, { userId: uploadedBy });

/** Where a child that has not left is, with the employers of its family. */
export const placeOfFamily = (db: Db, childId: ChildId): Promise<Place | null> => placeOf(db, childId, {});

async function placeOf(db: Db, childId: ChildId, whose: { userId?: UserId }): Promise<Place | null> {
  const child = await db.child.findUnique({
    where: { id: childId, leftAt: null },
    select: {
      siteId: true,
      site: { select: { operatorId: true } },
      guardianships: { where: { ...STANDING, ...whose }, select: { user: { select: { employerId: true } } } },
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
