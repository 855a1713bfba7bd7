import { requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import type { ClassroomId, DeviceId } from '../contract/ids.ts';
import type { z } from 'zod';
import type { DeviceCode } from '../contract/sign-in.ts';
import { appendEvent } from '../events/append-event.ts';
import { type AskingUser } from '../platform/asking.ts';
import { sha256 } from '../platform/secret-hash.ts';
import type { DeviceDeps } from './device-deps.ts';
import { insertDevice, placeOfRoom } from './devices-store.ts';
import { newPairingCode, plainCode } from './pairing-code.ts';

/** Long enough to walk from the office to the room. */
export const CODE_LASTS_MS = 15 * 60_000;

/**
 * Makes a tablet for a room. Its code is answered this once and kept as a hash only.
 * @throws AppError 'forbidden', or 'not-found' for an unknown or foreign room
 */
export async function makeDevice(
  deps: Pick<DeviceDeps, 'db' | 'now'>,
  asking: AskingUser,
  input: { classroomId: ClassroomId; name: string },
): Promise<z.infer<typeof DeviceCode>> {
  const place = await placeOfRoom(deps.db, input.classroomId);
  requirePermission(asking, 'devices:write', place);
  const { siteId } = place;
  const at = deps.now();
  const code = newPairingCode();
  const codeExpiresAt = new Date(at.getTime() + CODE_LASTS_MS);
  const deviceId = await deps.db.$transaction(async (tx): Promise<DeviceId> => {
    const codeHash = sha256(plainCode(code));
    const id = await insertDevice(tx, {
      ...input,
      siteId,
      codeHash,
      codeExpiresAt,
      createdAt: at,
      createdBy: asking.userId,
    });
    await recordAudit(tx, {
      action: 'device-made',
      at,
      actorId: asking.userId,
      deviceId: id,
      siteId,
      address: asking.address,
    });
    await appendEvent(tx, { type: 'register:changed', at, siteId, payload: { what: 'devices' } });
    return id;
  });
  return { deviceId, code, expiresAt: codeExpiresAt.toISOString() };
}
