import type { z } from 'zod';
import type { CameraView, ChangeCamera } from '../contract/cameras.ts';
import type { CameraId } from '../contract/ids.ts';
import { requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import { appendEvent } from '../events/append-event.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { readCameraAddress } from './camera-address.ts';
import type { CameraDeps } from './camera-deps.ts';
import { findCamera, markRemoved, updateCamera, type CameraChange, type CameraRow } from './cameras-store.ts';
import { readCamera } from './list-cameras.ts';

type Asked = z.output<typeof ChangeCamera>;

/** Renames a camera, switches it on or off, or gives it a new address. Switched off, nobody watches it any more. */
export async function changeCamera(
  deps: CameraDeps,
  asking: Asking,
  cameraId: CameraId,
  input: Asked,
): Promise<z.input<typeof CameraView>> {
  const camera = await findCamera(deps.db, cameraId);
  requirePermission(asking, 'cameras:write', camera);
  const at = deps.now();
  const change = changeOf(deps, camera, input, at);
  const details = {
    renamed: input.name !== undefined,
    addressChanged: input.address !== undefined,
    isEnabled: input.isEnabled ?? null,
  };
  await deps.db.$transaction(async (tx) => {
    if (!(await updateCamera(tx, cameraId, change))) throw new AppError('not-found');
    await record(tx, camera, { action: 'camera-changed', at, actorId: personOf(asking), details });
  });
  await deps.syncCameras();
  await deps.onFactsChanged({ cameraId });
  return readCamera(deps, cameraId);
}

function changeOf(deps: CameraDeps, camera: CameraRow, { name, isEnabled, address }: Asked, at: Date): CameraChange {
  const sources = address && deps.secrets.seal(camera.cameraId, readCameraAddress(address, camera.cameraNetworks));
  const isUnseen = isEnabled !== undefined || sources !== undefined;
  return {
    ...(name !== undefined && { name }),
    ...(isEnabled !== undefined && { isEnabled }),
    ...(sources && { sources }),
    ...(isUnseen && { phase: isEnabled === false ? 'offline' : 'connecting', fault: null, phaseSince: at }),
  };
}

/** Takes a camera away for good; what happened with it stays on record. @returns how many views it ended */
export async function removeCamera(deps: CameraDeps, asking: Asking, cameraId: CameraId): Promise<number> {
  const camera = await findCamera(deps.db, cameraId);
  requirePermission(asking, 'cameras:write', camera);
  const at = deps.now();
  await deps.db.$transaction(async (tx) => {
    if (!(await markRemoved(tx, cameraId, at))) throw new AppError('not-found');
    await record(tx, camera, { action: 'camera-removed', at, actorId: personOf(asking), details: {} });
  });
  const endedViews = await deps.onFactsChanged({ cameraId }); // before media drops it, so that they end for this reason
  await deps.syncCameras();
  return endedViews;
}

type Act = { action: string; at: Date; actorId: string; details: Record<string, boolean | null> };

async function record(tx: Tx, { siteId, classroomId, cameraId }: CameraRow, act: Act): Promise<void> {
  await recordAudit(tx, { ...act, siteId, cameraId });
  await appendEvent(tx, { type: 'register:changed', at: act.at, siteId, payload: { what: 'cameras' } });
  await appendEvent(tx, { type: 'access:changed', at: act.at, siteId, classroomId, cameraId });
}
