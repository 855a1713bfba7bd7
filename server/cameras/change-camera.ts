import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { AuditAction } from '../contract/audit-actions.ts';
import type { CameraView, ChangeCamera } from '../contract/cameras.ts';
import type { CameraId } from '../contract/ids.ts';
import { requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import { appendEvent } from '../events/append-event.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { requireLawfulArea } from './area.ts';
import { readCameraAddress } from './camera-address.ts';
import type { CameraDeps } from './camera-deps.ts';
import type { CameraSecrets, CameraSources } from './camera-secrets.ts';
import {
  findCamera,
  lockSettings,
  markRemoved,
  updateCamera,
  type CameraChange,
  type CameraRow,
  type CameraSettings,
} from './cameras-store.ts';
import { readCamera } from './list-cameras.ts';

type Asked = z.output<typeof ChangeCamera>;

/**
 * Renames a camera, switches it on or off, gives it a new address, or writes down where its sign hangs and what it sees.
 * Switched off, nobody watches it any more.
 */
export async function changeCamera(
  deps: CameraDeps,
  asking: Asking,
  cameraId: CameraId,
  input: Asked,
): Promise<z.input<typeof CameraView>> {
  const camera = await findCamera(deps.db, cameraId);
  requirePermission(asking, 'cameras:write', camera);
  if (input.areaKind !== undefined) requireLawfulArea(input.areaKind);
  const at = deps.now();
  const asked = input.address && readCameraAddress(input.address, camera.cameraNetworks);
  const details = {
    renamed: input.name !== undefined,
    addressChanged: input.address !== undefined,
    isEnabled: input.isEnabled ?? null,
    registerChanged: [input.areaKind, input.signage, input.coverage].some((part) => part !== undefined),
  };
  await deps.db.$transaction(async (tx) => {
    const before = await lockSettings(tx, cameraId);
    if (!before) throw new AppError('not-found');
    await updateCamera(tx, cameraId, {
      ...changeOf(deps, cameraId, before, { ...input, sources: asked }, at),
      ...registerOf(input),
    });
    await record(tx, camera, { action: 'camera-changed', at, actorId: personOf(asking), details });
  });
  await deps.syncCameras();
  await deps.onFactsChanged({ cameraId });
  return readCamera(deps, cameraId);
}

function registerOf({ areaKind, signage, coverage }: Asked): CameraChange {
  return {
    ...(areaKind !== undefined && { areaKind }),
    ...(signage !== undefined && { signage }),
    ...(coverage !== undefined && { coverage }),
  };
}

/** Only what really differs begins anew: media would say nothing again of a camera that stayed as it was. */
function changeOf(
  { secrets, recentLooks }: CameraDeps,
  cameraId: CameraId,
  before: CameraSettings,
  {
    name,
    isEnabled = before.isEnabled,
    sources,
  }: Pick<Asked, 'name' | 'isEnabled'> & { sources: CameraSources | undefined },
  at: Date,
): CameraChange {
  const isMoved = sources !== undefined && !isDeepStrictEqual(sources, opened(secrets, cameraId, before.sources));
  const looked = isMoved ? recentLooks.find(sources) : null;
  const isUnseen = isMoved || isEnabled !== before.isEnabled;
  return {
    ...(name !== undefined && { name }),
    isEnabled,
    ...(isMoved && {
      sources: secrets.seal(cameraId, sources),
      probe: looked?.look ?? null,
      probedAt: looked?.at ?? null,
    }),
    ...(isUnseen && { phase: isEnabled ? 'connecting' : 'offline', fault: null, phaseSince: at }),
  };
}

/** null when the secrets do not open any more: whatever is said then is new. */
function opened(secrets: CameraSecrets, cameraId: CameraId, sealed: Uint8Array): CameraSources | null {
  try {
    return secrets.open(cameraId, sealed);
  } catch {
    return null;
  }
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

type Act = { action: AuditAction; at: Date; actorId: string; details: Record<string, boolean | null> };

async function record(tx: Tx, { siteId, classroomId, cameraId }: CameraRow, act: Act): Promise<void> {
  await recordAudit(tx, { ...act, siteId, cameraId });
  await appendEvent(tx, { type: 'register:changed', at: act.at, siteId, payload: { what: 'cameras' } });
  await appendEvent(tx, { type: 'access:changed', at: act.at, siteId, classroomId, cameraId });
}
