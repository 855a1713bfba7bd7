import type { ViewedAs } from '../access/may-watch.ts';
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

export type StillLook = {
  actorId: string;
  cameraId: string;
  /** The child that made it lawful. */
  childId: string | null;
  address: string;
  at: Date;
  as: ViewedAs | null;
  refusedWith: string | null;
};

export async function recordStillLook(db: Db, { refusedWith, as, ...look }: StillLook): Promise<void> {
  const camera = await db.camera.findUnique({ where: { id: look.cameraId }, select: { siteId: true } });
  await recordAudit(db, {
    ...look,
    siteId: camera?.siteId ?? null,
    action: refusedWith === null ? 'still-seen' : 'still-refused',
    details: refusedWith === null ? { as } : { reason: refusedWith },
  });
}
