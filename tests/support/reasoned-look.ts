import type { CameraId, UserId } from '../../server/contract/ids.ts';
import type { Db } from '../../server/platform/database.ts';
import { recordAudit } from '../../server/audit/audit-store.ts';
import { makeRunningView } from './nursery.ts';

/** An administrator's look for a stated reason, as the server writes it down. @returns the view's id */
export async function makeReasonedLook(
  db: Db,
  { userId, cameraId, reason, now }: { userId: UserId; cameraId: CameraId; reason: string; now: Date },
): Promise<string> {
  const viewId = await makeRunningView(db, { userId, cameraId, childId: null, viewedAs: 'staff', now });
  const { siteId } = await db.camera.findUniqueOrThrow({ where: { id: cameraId } });
  const details = { viewId, reason };
  await recordAudit(db, { action: 'view-opened', at: now, actorId: userId, cameraId, siteId, details });
  return viewId;
}
