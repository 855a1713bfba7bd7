import type { ListScopes } from '../access/roles.ts';
import type { ScanId } from '../contract/consents.ts';
import type { ChildId, SiteId, UserId } from '../contract/ids.ts';
import type { Db, Tx } from '../platform/database.ts';
import { scansIn } from './reach-store.ts';

export type NewScan = {
  id: ScanId;
  childId: ChildId;
  kind: string;
  mediaType: string;
  sealed: Uint8Array<ArrayBuffer>;
  uploadedAt: Date;
  uploadedBy: UserId;
  statedUntil: Date | null;
};
export async function insertScan(tx: Tx, scan: NewScan): Promise<void> {
  await tx.consentScan.create({ data: scan });
}

/** What one person sent of a child: the other parent's papers keep nobody from sending. */
export const countWaiting = (db: Db | Tx, childId: ChildId, uploadedBy: UserId): Promise<number> =>
  db.consentScan.count({ where: { childId, uploadedBy, decidedAt: null } });

/** Papers of one child come one after another, so that they can be counted before one more. */
export async function holdChild(tx: Tx, childId: ChildId): Promise<void> {
  await tx.$queryRaw`SELECT id FROM child WHERE id = ${childId}::uuid FOR NO KEY UPDATE`;
}

/** Without its bytes. */
export async function findScan(db: Db, id: ScanId) {
  const scan = await db.consentScan.findUnique({ where: { id }, omit: { sealed: true } });
  return scan && { ...scan, childId: scan.childId as ChildId, uploadedBy: scan.uploadedBy as UserId };
}
export type FoundScan = NonNullable<Awaited<ReturnType<typeof findScan>>>;

export async function sealedBytes(db: Db, id: ScanId): Promise<Uint8Array> {
  return (await db.consentScan.findUniqueOrThrow({ where: { id }, select: { sealed: true } })).sealed;
}

/** @returns false when it was decided already */
export async function markDecided(
  tx: Tx,
  id: ScanId,
  decision: { decidedAt: Date; decidedBy: UserId; refusedWhy: string | null },
): Promise<boolean> {
  return (await tx.consentScan.updateMany({ where: { id, decidedAt: null }, data: decision })).count === 1;
}

/** What waits for a look, the oldest first. */
export const waitingScans = async (db: Db, scopes: ListScopes, siteId: SiteId | undefined) =>
  db.consentScan.findMany({
    where: { decidedAt: null, child: { leftAt: null, ...(siteId && { siteId }) }, AND: [await scansIn(db, scopes)] },
    orderBy: [{ uploadedAt: 'asc' }, { id: 'asc' }],
    take: 200,
    omit: { sealed: true },
    include: {
      child: {
        select: {
          name: true,
          siteId: true,
          site: { select: { timeZone: true, operatorId: true } },
          guardianships: { select: { userId: true, relation: true } },
        },
      },
    },
  });
