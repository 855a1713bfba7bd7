import type { CameraState } from '#media';
import type { Db, Tx } from '../platform/database.ts';

/**
 * The first picture is written down too.
 * @returns the camera when phase or fault were others before; null when they were the same, or it is not wanted any more
 */
export async function writePhase(tx: Tx, { cameraId, phase, fault, since }: CameraState) {
  const at = new Date(since);
  const rows = await tx.$queryRaw<WrittenCamera[]>`
    UPDATE camera SET phase = ${phase}, fault = ${fault}, phase_since = ${at},
      first_live_at = COALESCE(first_live_at, CASE WHEN ${phase} = 'live' THEN ${at}::timestamptz END)
    WHERE id = ${cameraId}::uuid AND removed_at IS NULL AND is_enabled
      AND (phase <> ${phase} OR fault IS DISTINCT FROM ${fault})
    RETURNING id AS "cameraId", site_id AS "siteId", classroom_id AS "classroomId",
      first_live_at IS NOT NULL AS "hasBeenLive"`;
  return rows[0] ?? null;
}

type WrittenCamera = { cameraId: string; siteId: string; classroomId: string; hasBeenLive: boolean };

export async function forgetLive(db: Db): Promise<void> {
  await db.camera.updateMany({
    where: { phase: { in: ['live', 'stalled'] } },
    data: { phase: 'connecting', fault: null },
  });
}
