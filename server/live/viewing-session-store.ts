import { recordAudit, recordAudits } from '../audit/audit-store.ts';
import { appendEvent, appendEvents } from '../events/append-event.ts';
import type { ViewEnd } from '../contract/refusal.ts';
import type { Db } from '../platform/database.ts';
import type { Viewer } from './viewers.ts';

/** How many others hear of a look with a reason: who answers for the camera's site, by a role that runs, and may sign in. */
export async function countSecondPersons(db: Db, viewer: Viewer, at: Date): Promise<number> {
  const camera = await db.camera.findUnique({
    where: { id: viewer.cameraId },
    select: { siteId: true, site: { select: { operatorId: true } } },
  });
  if (camera === null) return 0;
  return db.user.count({
    where: {
      id: { not: viewer.userId },
      suspendedAt: null,
      roles: {
        some: {
          AND: [
            { OR: [{ endsAt: null }, { endsAt: { gt: at } }] },
            {
              OR: [
                { role: 'site_admin', siteId: camera.siteId },
                { role: 'operator_admin', organizationId: camera.site.operatorId },
              ],
            },
          ],
        },
      },
    },
  });
}

export async function recordRefused(db: Db, viewer: Viewer, reason: string, at: Date): Promise<void> {
  await recordAudit(db, { action: 'view-refused', at, ...idsOf(viewer), details: { reason } });
}

/** Closes the row. A row that is closed already stays as it is: the first end is the true one. */
export async function recordEnded(db: Db, viewer: Viewer, reason: ViewEnd, at: Date): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.viewingSession.updateMany({
      where: { id: viewer.viewId, endedAt: null },
      data: { endedAt: at, endReason: reason },
    });
    if (count === 0) return;
    await recordAudit(tx, { action: 'view-ended', at, ...idsOf(viewer), details: { viewId: viewer.viewId, reason } });
    await appendEvent(tx, watchingChanged(viewer, at));
  });
}

export async function extendLeases(db: Db, viewIds: readonly string[], leaseUntil: Date): Promise<void> {
  await db.viewingSession.updateMany({ where: { id: { in: [...viewIds] }, endedAt: null }, data: { leaseUntil } });
}

type Expired = {
  id: string;
  cameraId: string;
  userId: string;
  childId: string | null;
  leaseUntil: Date;
  siteId: string;
  classroomId: string;
};

/** One pass stays well within a transaction's time, however many views a server had when it died. */
const CLOSED_AT_ONCE = 100;

/** Rows whose server is gone: their views ended with their leases at the latest, and that is what is written. */
export async function closeExpired(db: Db, now: Date): Promise<number> {
  let closed = 0;
  for (let batch = CLOSED_AT_ONCE; batch === CLOSED_AT_ONCE; closed += batch) batch = await closeSome(db, now);
  return closed;
}

async function closeSome(db: Db, now: Date): Promise<number> {
  return db.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<Expired[]>`
      UPDATE viewing_session v SET ended_at = v.lease_until, end_reason = 'lease-expired'
      FROM camera c WHERE c.id = v.camera_id AND v.ended_at IS NULL AND v.id IN (
        SELECT id FROM viewing_session WHERE ended_at IS NULL AND lease_until < ${now}
        ORDER BY lease_until LIMIT ${CLOSED_AT_ONCE} FOR UPDATE SKIP LOCKED)
      RETURNING v.id, v.camera_id AS "cameraId", v.user_id AS "userId", v.child_id AS "childId",
        v.lease_until AS "leaseUntil", c.site_id AS "siteId", c.classroom_id AS "classroomId"`;
    await recordAudits(tx, rows.map(expiredAudit));
    await appendEvents(tx, rows.map(expiredEvent));
    return rows.length;
  });
}

const expiredAudit = ({ id, userId, cameraId, childId, siteId, leaseUntil }: Expired) => ({
  action: 'view-ended' as const,
  at: leaseUntil,
  actorId: userId,
  cameraId,
  childId,
  siteId,
  details: { viewId: id, reason: 'lease-expired' },
});

const expiredEvent = ({ cameraId, siteId, classroomId, leaseUntil }: Expired) => ({
  type: 'watching:changed' as const,
  at: leaseUntil,
  cameraId,
  siteId,
  classroomId,
});

/** Whom and what an entry of the audit about this view names. */
export const idsOf = (viewer: Viewer) => ({
  actorId: viewer.userId,
  cameraId: viewer.cameraId,
  childId: viewer.childId,
  siteId: viewer.place?.siteId ?? null,
  address: viewer.address,
});

/** The room's list of who watches is another one. */
export const watchingChanged = (viewer: Viewer, at: Date) => ({
  type: 'watching:changed' as const,
  at,
  cameraId: viewer.cameraId,
  siteId: viewer.place?.siteId ?? null,
  classroomId: viewer.place?.classroomId ?? null,
});
