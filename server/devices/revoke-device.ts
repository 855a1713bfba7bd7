import { requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import type { DeviceId } from '../contract/ids.ts';
import { appendEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import type { DeviceDeps } from './device-deps.ts';
import { markRevoked, placeOfDevice } from './devices-store.ts';

/**
 * Switches a tablet off for good: its token, its cookie and its sockets end now.
 * @throws AppError 'forbidden', or 'not-found' when it is unknown, foreign or revoked already
 */
export async function revokeDevice(
  deps: Pick<DeviceDeps, 'db' | 'now' | 'onSessionEnded'>,
  asking: AskingUser,
  deviceId: DeviceId,
): Promise<void> {
  const place = await placeOfDevice(deps.db, deviceId);
  requirePermission(asking, 'devices:write', place);
  const { siteId } = place;
  const at = deps.now();
  await deps.db.$transaction(async (tx) => {
    if (!(await markRevoked(tx, deviceId, at))) throw new AppError('not-found');
    await recordAudit(tx, {
      action: 'device-revoked',
      at,
      actorId: asking.userId,
      deviceId,
      siteId,
      address: asking.address,
    });
    await appendEvent(tx, { type: 'register:changed', at, siteId, payload: { what: 'devices' } });
  });
  await deps.onSessionEnded({ deviceId }, 'device-revoked');
}
