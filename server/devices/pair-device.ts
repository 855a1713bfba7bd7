import { recordAudit } from '../audit/audit-store.ts';
import type { DeviceId } from '../contract/ids.ts';
import { appendEvent } from '../events/append-event.ts';
import { AppError } from '../platform/errors.ts';
import { randomToken, sha256 } from '../platform/secret-hash.ts';
import type { DeviceDeps } from './device-deps.ts';
import { claimCode } from './devices-store.ts';
import { plainCode } from './pairing-code.ts';

/**
 * Turns a code into a paired tablet with a secret of its own.
 * @throws AppError 'wrong-code' (unknown, expired and used alike) or 'too-many-tries'
 */
export async function pairDevice(
  deps: DeviceDeps,
  typedCode: string,
  address: string,
): Promise<{ deviceId: DeviceId; secret: string }> {
  await deps.throttles.pairAddress.take(address);
  const secret = randomToken();
  const at = deps.now();
  const paired = await deps.db.$transaction(async (tx) => {
    const row = await claimCode(tx, sha256(plainCode(typedCode)), sha256(secret), at);
    if (!row) return null;
    await recordAudit(tx, { action: 'device-paired', at, actorId: null, ...row, address });
    await appendEvent(tx, { type: 'register:changed', at, siteId: row.siteId, payload: { what: 'devices' } });
    return row;
  });
  if (!paired) throw new AppError('wrong-code');
  await deps.throttles.pairAddress.giveBack(address);
  return { deviceId: paired.deviceId, secret };
}
