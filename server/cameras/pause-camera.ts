import type { z } from 'zod';
import type { AuditAction } from '../contract/audit-actions.ts';
import type { PauseCamera, Paused } from '../contract/cameras.ts';
import type { CameraId } from '../contract/ids.ts';
import { requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import { appendEvent } from '../events/append-event.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import type { CameraDeps } from './camera-deps.ts';
import { findCamera, type CameraRow } from './cameras-store.ts';
import { endPauses, insertPause, lockCamera } from './pauses-store.ts';

type PauseDeps = Pick<CameraDeps, 'db' | 'now' | 'onFactsChanged'>;
type Answer = z.input<typeof Paused>;

/** A private moment: nobody watches until it ends, by itself or by hand. Of two pauses the newer one counts, also when it is shorter. */
export async function pauseCamera(
  deps: PauseDeps,
  asking: Asking,
  cameraId: CameraId,
  { minutes }: z.output<typeof PauseCamera>,
): Promise<Answer> {
  const { camera, by } = await requireOwn(deps, asking, cameraId);
  const at = deps.now();
  const endsAt = new Date(at.getTime() + minutes * 60_000);
  await deps.db.$transaction(async (tx) => {
    await lockCamera(tx, cameraId);
    await endPauses(tx, cameraId, at);
    await insertPause(tx, { cameraId, startedAt: at, endsAt, startedBy: by.actorId });
    await appendEvent(tx, { type: 'camera:paused', at, ...idsOf(camera), payload: { until: endsAt.toISOString() } });
    await record(tx, camera, { action: 'camera-paused', at, ...by, details: { minutes } });
  });
  return { pausedUntil: endsAt.toISOString(), endedViews: await deps.onFactsChanged({ cameraId }) };
}

/** Ends the pause before its time; without one there is nothing to say. */
export async function resumeCamera(deps: PauseDeps, asking: Asking, cameraId: CameraId): Promise<Answer> {
  const { camera, by } = await requireOwn(deps, asking, cameraId);
  const at = deps.now();
  await deps.db.$transaction(async (tx) => {
    await lockCamera(tx, cameraId);
    if (!(await endPauses(tx, cameraId, at))) return;
    await appendEvent(tx, { type: 'camera:resumed', at, ...idsOf(camera) });
    await record(tx, camera, { action: 'camera-resumed', at, ...by, details: {} });
  });
  return { pausedUntil: null, endedViews: await deps.onFactsChanged({ cameraId }) };
}

type By = { actorId: string; deviceId: string | null };

/** A tablet pauses the cameras of its own room only, however far the role of who acts on it reaches. */
async function requireOwn(
  { db }: PauseDeps,
  asking: Asking,
  cameraId: CameraId,
): Promise<{ camera: CameraRow; by: By }> {
  const actorId = personOf(asking);
  const camera = await findCamera(db, cameraId);
  requirePermission(asking, 'room:work', camera);
  if (asking.kind === 'device' && asking.classroomId !== camera.classroomId) throw new AppError('not-found');
  return { camera, by: { actorId, deviceId: asking.kind === 'device' ? asking.deviceId : null } };
}

const idsOf = ({ siteId, classroomId, cameraId }: CameraRow) => ({ siteId, classroomId, cameraId });

async function record(
  tx: Tx,
  { siteId, cameraId }: CameraRow,
  act: By & { action: AuditAction; at: Date; details: Record<string, number> },
): Promise<void> {
  await recordAudit(tx, { ...act, siteId, cameraId });
}
