import { Prisma } from '../../prisma/generated/client.ts';
import type { CameraLook } from '../contract/cameras.ts';
import type { CameraId, ClassroomId, OrganizationId, SiteId } from '../contract/ids.ts';
import type { Db, Tx } from '../platform/database.ts';

/** Where a camera is, and in which networks it may be. */
export type CameraPlace = {
  siteId: SiteId;
  operatorId: OrganizationId;
  classroomId: ClassroomId;
  cameraNetworks: string[];
};
export type CameraRow = CameraPlace & { cameraId: CameraId };

const SITE = { select: { operatorId: true, cameraNetworks: true } } as const;

export async function findClassroomPlace(db: Db | Tx, classroomId: ClassroomId): Promise<CameraPlace | null> {
  const room = await db.classroom.findUnique({ where: { id: classroomId }, select: { siteId: true, site: SITE } });
  return room && placeOf({ ...room, classroomId });
}

export async function findSitePlace(db: Db, siteId: SiteId) {
  const site = await db.site.findUnique({ where: { id: siteId }, ...SITE });
  return site && { siteId, operatorId: site.operatorId as OrganizationId, cameraNetworks: site.cameraNetworks };
}

/** null also for a camera that was removed. */
export async function findCamera(db: Db | Tx, cameraId: CameraId): Promise<CameraRow | null> {
  const select = { siteId: true, classroomId: true, site: SITE } as const;
  const camera = await db.camera.findFirst({ where: { id: cameraId, removedAt: null }, select });
  return camera && { ...placeOf(camera), cameraId };
}

const placeOf = (row: {
  siteId: string;
  classroomId: string;
  site: { operatorId: string; cameraNetworks: string[] };
}): CameraPlace => ({
  siteId: row.siteId as SiteId,
  operatorId: row.site.operatorId as OrganizationId,
  classroomId: row.classroomId as ClassroomId,
  cameraNetworks: row.site.cameraNetworks,
});

export type StoredCamera = {
  name: string;
  areaKind: string;
  signage: string;
  coverage: string;
  sources: Uint8Array<ArrayBuffer>;
  probe?: CameraLook;
  probedAt?: Date;
};

export async function insertCamera(
  tx: Tx,
  cameraId: CameraId,
  place: CameraPlace,
  camera: StoredCamera,
  at: Date,
): Promise<void> {
  const { siteId, classroomId } = place;
  await tx.camera.create({ data: { id: cameraId, siteId, classroomId, ...camera, createdAt: at, phaseSince: at } });
}

/** What may be written anew; a camera with a new address, or switched on again, starts as one that was never seen. */
export type CameraChange = {
  name?: string;
  areaKind?: string;
  signage?: string;
  coverage?: string;
  isEnabled?: boolean;
  sources?: Uint8Array<ArrayBuffer>;
  phase?: 'connecting' | 'offline';
  fault?: null;
  phaseSince?: Date;
  /** Of the address that is stored; another address has none until it was looked at. */
  probe?: CameraLook | null;
  probedAt?: Date | null;
};

export type CameraSettings = { isEnabled: boolean; sources: Uint8Array };

/** As they are until this transaction ends; null for a camera that was removed. */
export async function lockSettings(tx: Tx, cameraId: CameraId): Promise<CameraSettings | null> {
  await tx.$queryRaw`SELECT id FROM camera WHERE id = ${cameraId}::uuid FOR UPDATE`;
  const select = { isEnabled: true, sources: true } as const;
  return tx.camera.findFirst({ where: { id: cameraId, removedAt: null }, select });
}

export async function updateCamera(tx: Tx, cameraId: CameraId, change: CameraChange): Promise<void> {
  const { probe, ...rest } = change;
  const data = { ...rest, ...(probe !== undefined && { probe: probe ?? Prisma.DbNull }) };
  await tx.camera.update({ where: { id: cameraId }, data });
}

/** The row stays: views, pauses and the audit point to it. Its address does not stay. */
export async function markRemoved(tx: Tx, cameraId: CameraId, at: Date): Promise<boolean> {
  const data = {
    removedAt: at,
    isEnabled: false,
    sources: new Uint8Array(),
    phase: 'offline',
    fault: null,
    phaseSince: at,
  };
  const { count } = await tx.camera.updateMany({ where: { id: cameraId, removedAt: null }, data });
  return count === 1;
}

/** Cameras with all that an administrator's list shows of them. */
export async function readCameras(db: Db, where: { siteId: SiteId } | { id: CameraId }, now: Date) {
  return db.camera.findMany({
    where: { ...where, removedAt: null },
    include: {
      classroom: { select: { name: true } },
      pauses: {
        where: { endedAt: null, startedAt: { lte: now }, endsAt: { gt: now } },
        orderBy: { endsAt: 'desc' },
        take: 1,
      },
      views: { where: { endedAt: null, leaseUntil: { gt: now } }, select: { viewedAs: true } },
    },
    orderBy: [{ classroom: { name: 'asc' } }, { name: 'asc' }, { id: 'asc' }],
  });
}
export type ListedCamera = Awaited<ReturnType<typeof readCameras>>[number];

/** The sealed sources of a site's cameras, with their names. */
export async function readSealed(db: Db, siteId: SiteId) {
  return db.camera.findMany({
    where: { siteId, removedAt: null },
    select: { id: true, name: true, sources: true },
    orderBy: { name: 'asc' },
  });
}

/** Cameras as they stand in the register. */
export const readRegister = (db: Db, siteId: SiteId) =>
  db.camera.findMany({
    where: { siteId, removedAt: null },
    select: {
      name: true,
      areaKind: true,
      signage: true,
      coverage: true,
      createdAt: true,
      firstLiveAt: true,
      isEnabled: true,
      site: { select: { name: true, timeZone: true } },
      classroom: { select: { name: true } },
    },
    orderBy: [{ classroom: { name: 'asc' } }, { name: 'asc' }, { id: 'asc' }],
  });

/** The sealed sources of every camera that media should be connected to. */
export async function readWanted(db: Db) {
  return db.camera.findMany({
    where: { isEnabled: true, removedAt: null },
    select: { id: true, sources: true, site: { select: { cameraNetworks: true } } },
    orderBy: { id: 'asc' },
  });
}
