import type { ListScopes, Place } from '../access/roles.ts';
import type { KioskId, OrganizationId, SiteId, UserId } from '../contract/ids.ts';
import type { Db, Tx } from '../platform/database.ts';

export async function placeOfSite(db: Db, siteId: SiteId): Promise<Place | null> {
  const site = await db.site.findUnique({ where: { id: siteId }, select: { operatorId: true } });
  return site && { siteId, operatorId: site.operatorId as OrganizationId };
}

export async function placeOfKiosk(db: Db, kioskId: KioskId): Promise<Place | null> {
  const kiosk = await db.kiosk.findUnique({ where: { id: kioskId }, select: { siteId: true } });
  return kiosk && placeOfSite(db, kiosk.siteId as SiteId);
}

type Hash = Uint8Array<ArrayBuffer>;
export type NewKiosk = {
  siteId: SiteId;
  name: string;
  codeHash: Hash;
  codeExpiresAt: Date;
  createdAt: Date;
  createdBy: UserId;
};

export async function insertKiosk(tx: Tx, kiosk: NewKiosk): Promise<KioskId> {
  return (await tx.kiosk.create({ data: kiosk })).id as KioskId;
}

/** Exchanges a waiting code for the screen's secret, in one statement: a code works once, for one screen. */
export async function claimCode(tx: Tx, codeHash: Hash, secretHash: Hash, at: Date) {
  const [kiosk] = await tx.kiosk.updateManyAndReturn({
    where: { codeHash, codeExpiresAt: { gt: at }, revokedAt: null },
    data: { codeHash: null, codeExpiresAt: null, secretHash, pairedAt: at, lastSeenAt: at },
    select: { id: true, siteId: true },
  });
  return kiosk ? { kioskId: kiosk.id as KioskId, siteId: kiosk.siteId as SiteId } : null;
}

/** @returns false when it was revoked already */
export async function markRevoked(tx: Tx, kioskId: KioskId, at: Date): Promise<boolean> {
  const { count } = await tx.kiosk.updateMany({
    where: { id: kioskId, revokedAt: null },
    data: { revokedAt: at, codeHash: null, codeExpiresAt: null },
  });
  return count === 1;
}

const WITH_SITE = { site: { select: { name: true, timeZone: true, operatorId: true } } } as const;

export const kioskBySecret = (db: Db, secretHash: Hash) =>
  db.kiosk.findUnique({ where: { secretHash }, include: WITH_SITE });

/** A screen that is paired and was not switched off; null for any other. */
export const liveKiosk = (db: Db, kioskId: KioskId) =>
  db.kiosk.findUnique({ where: { id: kioskId, pairedAt: { not: null }, revokedAt: null }, include: WITH_SITE });
export type LiveKiosk = NonNullable<Awaited<ReturnType<typeof liveKiosk>>>;

export async function touchKiosk(db: Db, kioskId: KioskId, at: Date): Promise<void> {
  await db.kiosk.update({ where: { id: kioskId }, data: { lastSeenAt: at } });
}

export const kiosksIn = (db: Db, scopes: ListScopes, siteId: SiteId | undefined) =>
  db.kiosk.findMany({
    where: {
      ...(siteId && { siteId }),
      site: { OR: [{ id: { in: scopes.siteIds } }, { operatorId: { in: scopes.operatorIds } }] },
    },
    orderBy: [{ revokedAt: { sort: 'asc', nulls: 'first' } }, { createdAt: 'desc' }],
  });
