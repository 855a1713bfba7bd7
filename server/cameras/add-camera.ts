import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { AddCamera, CameraView } from '../contract/cameras.ts';
import type { CameraId } from '../contract/ids.ts';
import { requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import { appendEvent } from '../events/append-event.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import { requireLawfulArea } from './area.ts';
import { readCameraAddress } from './camera-address.ts';
import type { CameraDeps } from './camera-deps.ts';
import { findClassroomPlace, insertCamera } from './cameras-store.ts';
import { readCamera } from './list-cameras.ts';

/**
 * Registers a camera with its area kind and connects to it.
 * @throws AppError 'camera-area-forbidden' (State Council Order 799), 'camera-address-refused'
 */
export async function addCamera(
  deps: CameraDeps,
  asking: Asking,
  input: z.output<typeof AddCamera>,
): Promise<z.input<typeof CameraView>> {
  const place = await findClassroomPlace(deps.db, input.classroomId);
  requirePermission(asking, 'cameras:write', place);
  requireLawfulArea(input.areaKind);
  const cameraId = randomUUID() as CameraId; // made here, since the secrets are bound to it
  const address = readCameraAddress(input.address, place.cameraNetworks);
  const looked = deps.recentLooks.find(address);
  const sources = deps.secrets.seal(cameraId, address);
  const { siteId, classroomId } = place;
  const { name, areaKind, signage, coverage } = input;
  const at = deps.now();
  await deps.db.$transaction(async (tx) => {
    const seen = looked && { probe: looked.look, probedAt: looked.at };
    await insertCamera(tx, cameraId, place, { name, areaKind, signage, coverage, sources, ...seen }, at);
    const details = { classroomId, areaKind };
    await recordAudit(tx, { action: 'camera-added', at, actorId: personOf(asking), siteId, cameraId, details });
    await appendEvent(tx, { type: 'register:changed', at, siteId, payload: { what: 'cameras' } });
    await appendEvent(tx, { type: 'access:changed', at, siteId, classroomId, cameraId });
  });
  await deps.syncCameras();
  await deps.onFactsChanged({ cameraId });
  return readCamera(deps, cameraId);
}
