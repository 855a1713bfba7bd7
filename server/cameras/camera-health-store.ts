import type { CameraState } from '#media';
import type { Db, Tx } from '../platform/database.ts';

/** @returns the camera when phase or fault were others before; null when they were the same, or it is not wanted any more */
export async function writePhase(tx: Tx, { cameraId, phase, fault, since }: CameraState) {
  const rows = await tx.$queryRaw<{ cameraId: string; siteId: string; classroomId: string }[]>`
    UPDATE camera SET phase = ${phase}, fault = ${fault}, phase_since = ${new Date(since)}
    WHERE id = ${cameraId}::uuid AND removed_at IS NULL AND is_enabled
      AND (phase <> ${phase} OR fault IS DISTINCT FROM ${fault})
    RETURNING id AS "cameraId", site_id AS "siteId", classroom_id AS "classroomId"`;
  return rows[0] ?? null;
}

export async function forgetLive(db: Db): Promise<void> {
  await db.camera.updateMany({
    where: { phase: { in: ['live', 'stalled'] } },
    data: { phase: 'connecting', fault: null },
  });
}
