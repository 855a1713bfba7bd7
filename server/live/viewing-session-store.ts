import { appendEvent } from '../events/append-event.ts';
import { recordAudit } from '../audit/audit-store.ts';
import type { ViewEnd } from '../contract/refusal.ts';
import { dateColumn } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { Opening } from './live-deps.ts';
import type { Viewer } from './viewers.ts';

/** Row, audit and event of a view that opens, in one transaction, before its first packet can leave. */
export async function recordOpened(db: Db, { viewer, at, leaseUntil, day, reason }: Opening): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.viewingSession.create({
      data: {
        id: viewer.viewId,
        userId: viewer.userId,
        cameraId: viewer.cameraId,
        childId: viewer.childId,
        viewedAs: viewer.viewedAs,
        openedAt: at,
        leaseUntil,
        address: viewer.address,
        userAgent: viewer.userAgent,
        day: dateColumn(day),
      },
    });
    await recordAudit(tx, {
      action: 'view-opened',
      at,
      ...idsOf(viewer),
      details: { viewId: viewer.viewId, ...(reason !== null && { reason }) },
    });
    await appendEvent(tx, watchingChanged(viewer, at));
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

type Expired = { id: string; cameraId: string; userId: string; childId: string | null; leaseUntil: Date };

/** Rows whose server is gone: their views ended with their leases at the latest, and that is what is written. */
export async function closeExpired(db: Db, now: Date): Promise<number> {
  return db.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<Expired[]>`
      UPDATE viewing_session SET ended_at = lease_until, end_reason = 'lease-expired'
      WHERE ended_at IS NULL AND lease_until < ${now}
      RETURNING id, camera_id AS "cameraId", user_id AS "userId", child_id AS "childId", lease_until AS "leaseUntil"`;
    for (const row of rows) await recordExpired(tx, row);
    return rows.length;
  });
}

async function recordExpired(tx: Tx, row: Expired): Promise<void> {
  const camera = await tx.camera.findUnique({
    where: { id: row.cameraId },
    select: { siteId: true, classroomId: true },
  });
  const ids = { actorId: row.userId, cameraId: row.cameraId, childId: row.childId, siteId: camera?.siteId ?? null };
  await recordAudit(tx, {
    action: 'view-ended',
    at: row.leaseUntil,
    ...ids,
    details: { viewId: row.id, reason: 'lease-expired' },
  });
  await appendEvent(tx, {
    type: 'watching:changed',
    at: row.leaseUntil,
    cameraId: row.cameraId,
    siteId: camera?.siteId ?? null,
    classroomId: camera?.classroomId ?? null,
  });
}

const idsOf = (viewer: Viewer) => ({
  actorId: viewer.userId,
  cameraId: viewer.cameraId,
  childId: viewer.childId,
  siteId: viewer.place?.siteId ?? null,
  address: viewer.address,
});

const watchingChanged = (viewer: Viewer, at: Date) => ({
  type: 'watching:changed' as const,
  at,
  cameraId: viewer.cameraId,
  siteId: viewer.place?.siteId ?? null,
  classroomId: viewer.place?.classroomId ?? null,
});
