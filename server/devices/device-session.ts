import type { ClassroomId, DeviceId, OrganizationId, SiteId, UserId } from '../contract/ids.ts';
import { Portrait } from '../contract/people.ts';
import { ACTING_LASTS_HOURS, type Actor, type DeviceSession } from '../contract/sign-in.ts';
import type { AskingDevice } from '../platform/asking.ts';
import type { Db } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { sha256 } from '../platform/secret-hash.ts';
import type { DeviceDeps } from './device-deps.ts';
import { deviceBySecret, deviceRow, staffOfRoom, touchDevice } from './devices-store.ts';

/** Who said their PIN acts for a shift. */
export const ACTING_LASTS_MS = ACTING_LASTS_HOURS * 3_600_000;
/** When a tablet was seen is kept to the minute: it asks something every few seconds. */
const SEEN_EVERY_MS = 60_000;
/** A tablet that lay switched off for so long is paired anew. */
export const DEVICE_FORGOTTEN_MS = 180 * 86_400_000;

/**
 * A tablet as one who asks, at each request and while its socket stands; that it was seen is kept here. Whoever acts on it holds the room's work and nothing more: four digits on a shared tablet
 * never open an administrator's rights.
 * @throws AppError 'device-revoked' or 'not-signed-in'
 */
export async function askingOfDevice(
  db: Db,
  deviceId: DeviceId,
  at: Date,
): Promise<Omit<AskingDevice, 'address' | 'userAgent'>> {
  const device = await knownDevice(db, deviceId);
  if (at.getTime() - (device.lastSeenAt?.getTime() ?? 0) >= SEEN_EVERY_MS) await touchDevice(db, deviceId, at);
  const [actor] = device.actingUserId === null ? [] : await actingStaff(db, device, at);
  return {
    kind: 'device',
    deviceId,
    siteId: device.siteId as SiteId,
    classroomId: device.classroomId as ClassroomId,
    actorId: actor ? (actor.id as UserId) : null,
    roles: actor
      ? [
          {
            role: 'caregiver',
            organizationId: null,
            siteId: null,
            classroomId: device.classroomId as ClassroomId,
            endsAt: null,
          },
        ]
      : [],
  };
}

type Device = NonNullable<Awaited<ReturnType<typeof deviceRow>>>;

async function knownDevice(db: Db, deviceId: DeviceId): Promise<Device> {
  const device = await deviceRow(db, deviceId);
  if (!device?.pairedAt) throw new AppError('not-signed-in');
  if (device.revokedAt !== null) throw new AppError('device-revoked');
  return device;
}

async function actingStaff(db: Db, device: Device, at: Date) {
  const isOver = device.actingSince === null || at.getTime() - device.actingSince.getTime() >= ACTING_LASTS_MS;
  return isOver ? [] : staffOfRoom(db, placeOf(device), at, device.actingUserId as UserId);
}

export const placeOf = (device: Device) => ({
  siteId: device.siteId as SiteId,
  operatorId: device.site.operatorId as OrganizationId,
  classroomId: device.classroomId as ClassroomId,
});

/** What a tablet is told of itself, with a fresh token. @throws AppError 'device-revoked' or 'not-signed-in' */
export async function deviceSession(deps: DeviceDeps, deviceId: DeviceId): Promise<DeviceSession> {
  const at = deps.now();
  const device = await knownDevice(deps.db, deviceId);
  const staff = await staffOfRoom(deps.db, placeOf(device), at);
  const { actorId } = await askingOfDevice(deps.db, deviceId, at);
  const actors = staff.map(toActor);
  return {
    ...deps.signDeviceToken(deviceId),
    deviceId,
    name: device.name,
    siteId: device.siteId as SiteId,
    siteName: device.site.name,
    classroomId: device.classroomId as ClassroomId,
    classroomName: device.classroom.name,
    staff: actors,
    actor: actors.find(({ userId }) => userId === actorId) ?? null,
  };
}

const toActor = ({ id, name, portrait }: { id: string; name: string; portrait: unknown }): Actor => ({
  userId: id as UserId,
  name,
  portrait: Portrait.nullable().catch(null).parse(portrait),
});

/** Finds the tablet that keeps this secret. @throws AppError 'device-revoked' or 'not-signed-in' */
export async function refreshDevice(deps: DeviceDeps, secret: string): Promise<DeviceSession> {
  const at = deps.now();
  const device = await deviceBySecret(deps.db, sha256(secret));
  if (!device) throw new AppError('not-signed-in');
  if (device.revokedAt !== null) throw new AppError('device-revoked');
  if (device.lastSeenAt !== null && at.getTime() - device.lastSeenAt.getTime() > DEVICE_FORGOTTEN_MS)
    throw new AppError('not-signed-in');
  return deviceSession(deps, device.id as DeviceId);
}
