import { recordAudit } from '../audit/audit-store.ts';
import type { Db } from '../platform/database.ts';

/** When the camera's last pause ended, by itself or by hand; null when there was none. A pause that runs ends in the future. */
export async function lastPauseEnd(db: Db, cameraId: string): Promise<Date | null> {
  const last = await db.cameraPause.findFirst({
    where: { cameraId },
    orderBy: { startedAt: 'desc' },
    select: { endedAt: true, endsAt: true },
  });
  return last === null ? null : (last.endedAt ?? last.endsAt);
}

export type StillLook = { actorId: string; cameraId: string; address: string; at: Date; refusedWith: string | null };

export async function recordStillLook(db: Db, { refusedWith, ...look }: StillLook): Promise<void> {
  const camera = await db.camera.findUnique({ where: { id: look.cameraId }, select: { siteId: true } });
  await recordAudit(db, {
    ...look,
    siteId: camera?.siteId ?? null,
    action: refusedWith === null ? 'still-seen' : 'still-refused',
    details: refusedWith === null ? {} : { reason: refusedWith },
  });
}
