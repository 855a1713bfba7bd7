import type { ChildId, SiteId, UserId } from '../contract/ids.ts';
import type { Db, Tx } from '../platform/database.ts';

/** The link stands, with or without the right to watch: it was not withdrawn or blocked by order, and the child has not left. */
const STANDING = { custodyBlockedAt: null, withdrawnAt: null, child: { leftAt: null } };

export type Standing = { siteId: SiteId; operatorId: string; signer: string };

/** Where this child of the asking is; null for a foreign or unknown one, or a right that does not stand: all read alike. */
export async function standingGuardian(db: Db | Tx, userId: UserId, childId: ChildId): Promise<Standing | null> {
  const link = await db.guardianship.findFirst({
    where: { userId, childId, ...STANDING },
    select: {
      user: { select: { name: true } },
      child: { select: { siteId: true, site: { select: { operatorId: true } } } },
    },
  });
  return (
    link && {
      siteId: link.child.siteId as SiteId,
      operatorId: link.child.site.operatorId,
      signer: link.user.name,
    }
  );
}

/** The asking's children with their ledgers, of every right that stands, the eldest first. */
export const standingFamily = (db: Db, userId: UserId) =>
  db.guardianship.findMany({
    where: { userId, ...STANDING },
    orderBy: [{ child: { bornOn: 'asc' } }, { id: 'asc' }],
    select: {
      child: {
        select: {
          id: true,
          name: true,
          nickname: true,
          portrait: true,
          site: {
            select: {
              name: true,
              phone: true,
              timeZone: true,
              roomConsentMode: true,
              operator: { select: { consentTexts: { orderBy: { version: 'desc' } } } },
            },
          },
          enrolments: {
            select: { startsOn: true, endsOn: true, classroom: { select: { name: true } } },
            orderBy: { startsOn: 'desc' },
          },
          consents: { orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }] },
          scans: {
            where: { uploadedBy: userId },
            orderBy: { uploadedAt: 'desc' },
            omit: { sealed: true },
          },
        },
      },
    },
  });
export type FamilyChild = Awaited<ReturnType<typeof standingFamily>>[number]['child'];

/** Names of those who signed. */
export async function namesOf(db: Db, userIds: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const ids = userIds.filter((id) => id !== null);
  const rows = await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
