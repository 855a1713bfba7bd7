import type { z } from 'zod';
import type { ProbeAnswer } from '../contract/cameras.ts';
import type { CameraId } from '../contract/ids.ts';
import { requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import { appendEvent } from '../events/append-event.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import type { CameraDeps } from './camera-deps.ts';
import type { CameraSources } from './camera-secrets.ts';
import { findCamera, lockSettings, updateCamera } from './cameras-store.ts';
import { lookAt } from './probe-camera.ts';

/**
 * Looks at a stored camera with its stored account and writes down what it found, without addresses.
 * @throws AppError 'conflict' when it was given another address meanwhile, 'too-many-tries', 'media-unavailable'
 */
export async function lookAgain(
  deps: CameraDeps,
  asking: Asking,
  cameraId: CameraId,
): Promise<z.input<typeof ProbeAnswer>> {
  const camera = await findCamera(deps.db, cameraId);
  requirePermission(asking, 'cameras:write', camera);
  const actorId = personOf(asking);
  await deps.probeThrottle.take(actorId);
  const stored = await deps.db.$transaction((tx) => lockSettings(tx, cameraId));
  if (!stored) throw new AppError('not-found');
  const sources = opened(deps, cameraId, stored.sources);
  if (!sources) return { ok: false, stream: 'main', fault: 'address-malformed' };
  const { answer, look } = await lookAt(deps, { ...sources, allowedNetworks: camera.cameraNetworks });
  const at = deps.now();
  const { siteId } = camera;
  await deps.db.$transaction(async (tx) => {
    const current = await lockSettings(tx, cameraId);
    if (!current || !Buffer.from(current.sources).equals(stored.sources)) throw new AppError('conflict');
    await updateCamera(tx, cameraId, { probe: look, probedAt: at });
    await recordAudit(tx, { action: 'camera-looked-at', at, actorId, siteId, cameraId, details: { isSeen: look.ok } });
    await appendEvent(tx, { type: 'register:changed', at, siteId, payload: { what: 'cameras' } });
  });
  return answer;
}

/** null when the key is lost: then the address has to be entered anew. */
function opened({ secrets, log }: CameraDeps, cameraId: CameraId, sealed: Uint8Array): CameraSources | null {
  try {
    return secrets.open(cameraId, sealed);
  } catch {
    log.error({ cameraId }, 'the secrets of a camera do not open');
    return null;
  }
}
