import { recordAudit } from '../audit/audit-store.ts';
import type { AuditAction } from '../contract/audit-actions.ts';
import type { UserId } from '../contract/ids.ts';
import type { AskingDevice } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { isSecret } from '../platform/secret-hash.ts';
import type { DeviceDeps } from './device-deps.ts';
import { deviceRow, setActor, staffOfRoom } from './devices-store.ts';
import { placeOf } from './device-session.ts';

/** A member of staff says who they are. @throws AppError 'wrong-pin', 'too-many-tries' or 'device-revoked' */
export async function actAs(
  deps: DeviceDeps,
  asking: AskingDevice,
  input: { userId: UserId; pin: string },
): Promise<void> {
  const { userId, pin } = input;
  const findPinHash = async () => {
    const device = await deviceRow(deps.db, asking.deviceId);
    const [member] = device ? await staffOfRoom(deps.db, placeOf(device), deps.now(), userId) : [];
    return member?.pinHash ?? null;
  };
  await provePin(deps, asking, { userId, pin, findPinHash });
  await changeActor(deps, asking, userId);
}

/** `findPinHash` gives null for somebody who may not act here. */
export type TriedPin = {
  userId: UserId;
  pin: string;
  findPinHash: () => Promise<string | null>;
  /** As what a wrong one stands in the audit, where that it was asked for is not for everybody to know. */
  wrongAs?: Extract<AuditAction, 'concern-wrong-pin'>;
};

/**
 * The one judgement of a PIN on a tablet. A person who may not act here answers as a wrong PIN does, and takes as long.
 * Guesses count for the PIN itself, too, only where it is good: another nursery's tablet locks nobody out. A new PIN begins
 * at none.
 * @throws AppError 'wrong-pin' or 'too-many-tries'
 */
export async function provePin(
  deps: Pick<DeviceDeps, 'db' | 'now' | 'throttles'>,
  asking: AskingDevice,
  { userId, pin, findPinHash, wrongAs }: TriedPin,
): Promise<void> {
  const { deviceId } = asking;
  await deps.throttles.pinDevice.take(deviceId);
  await deps.throttles.pinDeviceAndUser.take(deviceId, userId);
  const pinHash = await findPinHash();
  const ofPin = pinHash === null ? null : [userId, pinHash];
  if (ofPin) await deps.throttles.pinUser.take(...ofPin);
  if (!(await isSecret(pinHash, pin))) {
    await recordWrongPin(deps, asking, userId, wrongAs ?? 'wrong-pin');
    throw new AppError('wrong-pin');
  }
  await deps.throttles.pinDevice.giveBack(deviceId);
  await deps.throttles.pinDeviceAndUser.forget(deviceId, userId);
  if (ofPin) await deps.throttles.pinUser.giveBack(...ofPin);
}

/** @throws AppError 'device-revoked' */
export const stopActing = (deps: DeviceDeps, asking: AskingDevice): Promise<void> => changeActor(deps, asking, null);

async function changeActor(deps: DeviceDeps, asking: AskingDevice, actorId: UserId | null): Promise<void> {
  const { deviceId, siteId, address } = asking;
  const at = deps.now();
  const before = await deps.db.$transaction(async (tx) => {
    const previous = await setActor(tx, deviceId, actorId, at);
    if (previous === undefined) throw new AppError('device-revoked');
    const action = actorId === null ? 'acting-stopped' : 'acting-started';
    await recordAudit(tx, { action, at, actorId: actorId ?? previous, deviceId, siteId, address });
    return previous;
  });
  if (before !== null && before !== actorId) await deps.onFactsChanged({ userId: before });
}

async function recordWrongPin(
  { db, now }: Pick<DeviceDeps, 'db' | 'now'>,
  { deviceId, siteId, address }: AskingDevice,
  subjectId: UserId,
  action: AuditAction,
): Promise<void> {
  await db.$transaction((tx) =>
    recordAudit(tx, { action, at: now(), actorId: null, deviceId, siteId, subjectId, address }),
  );
}
