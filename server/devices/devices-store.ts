import type { Place } from '../access/roles.ts';
import type { ListScopes } from '../access/roles.ts';
import type { ClassroomId, DeviceId, OrganizationId, SiteId, UserId } from '../contract/ids.ts';
import type { Db, Tx } from '../platform/database.ts';

export async function placeOfRoom(db: Db, classroomId: ClassroomId): Promise<Place | null> {
  const room = await db.classroom.findUnique({
    where: { id: classroomId },
    select: { site: { select: { id: true, operatorId: true } } },
  });
  return room && { siteId: room.site.id as SiteId, operatorId: room.site.operatorId as OrganizationId, classroomId };
}

export async function placeOfDevice(db: Db, deviceId: DeviceId): Promise<Place | null> {
  const device = await db.device.findUnique({ where: { id: deviceId }, select: { classroomId: true } });
  return device && placeOfRoom(db, device.classroomId as ClassroomId);
}

type NewDevice = {
  siteId: SiteId;
  classroomId: ClassroomId;
  name: string;
  codeHash: Uint8Array<ArrayBuffer>;
  codeExpiresAt: Date;
  createdAt: Date;
  createdBy: UserId;
};

export async function insertDevice(tx: Tx, device: NewDevice): Promise<DeviceId> {
  const { id } = await tx.device.create({ data: device });
  return id as DeviceId;
}

export type PairedRow = { deviceId: DeviceId; siteId: SiteId };

/** Exchanges a waiting code for the tablet's secret, in one statement: a code works once, for one tablet. */
export async function claimCode(
  tx: Tx,
  codeHash: Uint8Array<ArrayBuffer>,
  secretHash: Uint8Array<ArrayBuffer>,
  at: Date,
): Promise<PairedRow | null> {
  const [device] = await tx.device.updateManyAndReturn({
    where: { codeHash, codeExpiresAt: { gt: at }, revokedAt: null },
    data: { codeHash: null, codeExpiresAt: null, secretHash, pairedAt: at, lastSeenAt: at },
    select: { id: true, siteId: true },
  });
  return device ? { deviceId: device.id as DeviceId, siteId: device.siteId as SiteId } : null;
}

export async function deviceBySecret(db: Db, secretHash: Uint8Array<ArrayBuffer>) {
  return db.device.findUnique({ where: { secretHash }, select: { id: true, revokedAt: true, lastSeenAt: true } });
}

export async function touchDevice(db: Db, deviceId: DeviceId, at: Date): Promise<void> {
  await db.device.update({ where: { id: deviceId }, data: { lastSeenAt: at } });
}

/** @returns who acted until now, or null; undefined when the tablet was revoked meanwhile */
export async function setActor(
  tx: Tx,
  deviceId: DeviceId,
  actorId: UserId | null,
  at: Date,
): Promise<UserId | null | undefined> {
  await tx.$queryRaw`SELECT id FROM device WHERE id = ${deviceId}::uuid FOR UPDATE`;
  const before = await tx.device.findUnique({
    where: { id: deviceId, revokedAt: null },
    select: { actingUserId: true },
  });
  if (!before) return undefined;
  await tx.device.update({ where: { id: deviceId }, data: { actingUserId: actorId, actingSince: actorId && at } });
  return before.actingUserId as UserId | null;
}

/** @returns false when it was revoked already */
export async function markRevoked(tx: Tx, deviceId: DeviceId, at: Date): Promise<boolean> {
  const { count } = await tx.device.updateMany({
    where: { id: deviceId, revokedAt: null },
    data: { revokedAt: at, codeHash: null, codeExpiresAt: null, actingUserId: null, actingSince: null },
  });
  return count === 1;
}

export const deviceRow = (db: Db, deviceId: DeviceId) =>
  db.device.findUnique({
    where: { id: deviceId },
    include: { site: { select: { name: true, operatorId: true } }, classroom: { select: { name: true } } },
  });

export const devicesIn = (db: Db, scopes: ListScopes, siteId: SiteId | undefined) =>
  db.device.findMany({
    where: {
      ...(siteId && { siteId }),
      site: { OR: [{ id: { in: scopes.siteIds } }, { operatorId: { in: scopes.operatorIds } }] },
    },
    include: { classroom: { select: { name: true } } },
    orderBy: [{ revokedAt: { sort: 'asc', nulls: 'first' } }, { createdAt: 'desc' }],
  });

/**
 * Staff who may work in this room and have a PIN: its caregivers, its site's and its operator's administrators. The same
 * answer as `room:work` of the role table gives for one person, as one query over all.
 */
export const staffOfRoom = (db: Db, place: Place, at: Date, userId?: UserId) =>
  db.user.findMany({
    where: {
      ...(userId && { id: userId }),
      suspendedAt: null,
      pinHash: { not: null },
      roles: {
        some: {
          AND: [
            { OR: [{ endsAt: null }, { endsAt: { gt: at } }] },
            {
              OR: [
                { role: 'caregiver', classroomId: place.classroomId ?? null },
                { role: 'site_admin', siteId: place.siteId },
                { role: 'operator_admin', organizationId: place.operatorId },
              ],
            },
          ],
        },
      },
    },
    select: { id: true, name: true, portrait: true, pinHash: true },
    orderBy: { name: 'asc' },
  });
