import type { CameraId } from '../contract/ids.ts';
import type { Db, Tx } from '../platform/database.ts';

/** Two pauses of one camera come one after the other. */
export async function lockCamera(tx: Tx, cameraId: CameraId): Promise<void> {
  await tx.$queryRaw`SELECT id FROM camera WHERE id = ${cameraId}::uuid FOR UPDATE`;
}

/** Ends what has not ended: now, or when it ended by itself. @returns whether one was running at `at` */
export async function endPauses(tx: Tx, cameraId: CameraId, at: Date): Promise<boolean> {
  const ended = await tx.$queryRaw<{ endsAt: Date }[]>`
    UPDATE camera_pause SET ended_at = LEAST(ends_at, ${at}) WHERE camera_id = ${cameraId}::uuid AND ended_at IS NULL
    RETURNING ends_at AS "endsAt"`;
  return ended.some(({ endsAt }) => endsAt > at);
}

export async function insertPause(
  tx: Tx,
  pause: { cameraId: CameraId; startedAt: Date; endsAt: Date; startedBy: string },
): Promise<void> {
  await tx.cameraPause.create({ data: pause });
}

export type EndedPause = { cameraId: string; siteId: string; classroomId: string; endsAt: Date };

/** Takes the pauses that are over and that nobody has taken yet: of several servers, one gets each. */
export async function claimOverPauses(tx: Tx, now: Date): Promise<EndedPause[]> {
  return tx.$queryRaw<EndedPause[]>`
    UPDATE camera_pause p SET ended_at = p.ends_at FROM camera c
    WHERE c.id = p.camera_id AND p.ended_at IS NULL AND p.ends_at <= ${now}
    RETURNING p.camera_id AS "cameraId", c.site_id AS "siteId", c.classroom_id AS "classroomId", p.ends_at AS "endsAt"`;
}

export async function nextPauseEnd(db: Db): Promise<Date | null> {
  const next = await db.cameraPause.findFirst({
    where: { endedAt: null },
    orderBy: { endsAt: 'asc' },
    select: { endsAt: true },
  });
  return next?.endsAt ?? null;
}
