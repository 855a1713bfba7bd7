import { recordAudit, type AuditRecord } from '../audit/audit-store.ts';
import { appendEvent } from '../events/append-event.ts';
import type { Db, Tx } from '../platform/database.ts';

/** A look of an administrator for a stated reason. */
export type Look = {
  viewId: string;
  at: Date;
  siteId: string;
  operatorId: string;
  actorId: string;
  by: string;
  cameraId: string;
  cameraName: string;
  classroomId: string;
  classroomName: string;
  reason: string;
  isKnown: boolean;
};

type Which = { siteIds: readonly string[]; since: Date } | { viewId: string };

/** Newest first; `isKnown` once a second person has said so. */
export async function looksWithReason(db: Db | Tx, which: Which): Promise<Look[]> {
  const viewId = 'viewId' in which ? which.viewId : null;
  const { siteIds, since } = 'viewId' in which ? { siteIds: null, since: null } : which;
  return db.$queryRaw<Look[]>`
    SELECT view.id AS "viewId", entry.at, camera.site_id AS "siteId", site.operator_id AS "operatorId",
      view.user_id AS "actorId", person.name AS by, camera.id AS "cameraId", camera.name AS "cameraName",
      room.id AS "classroomId", room.name AS "classroomName", entry.details->>'reason' AS reason,
      EXISTS (SELECT 1 FROM audit_entry known WHERE known.action = 'look-acknowledged' AND known.at >= entry.at
        AND known.details->>'viewId' = view.id::text) AS "isKnown"
    FROM viewing_session view
    JOIN camera ON camera.id = view.camera_id
    JOIN site ON site.id = camera.site_id
    JOIN classroom room ON room.id = camera.classroom_id
    JOIN "user" person ON person.id = view.user_id
    JOIN audit_entry entry ON entry.camera_id = camera.id AND entry.at = view.opened_at AND entry.action = 'view-opened'
      AND entry.details->>'viewId' = view.id::text AND entry.details ? 'reason'
    WHERE view.viewed_as = 'staff' AND (view.id = ${viewId}::uuid
      OR (camera.site_id = ANY(${siteIds}::uuid[]) AND view.opened_at >= ${since}::timestamptz))
    ORDER BY entry.at DESC, view.id`;
}

/**
 * Says once that a look is known: of two at once the second waits here, and finds it said. Those who look at the list of a
 * site may have it open: their line goes.
 */
export async function recordKnownOnce(
  db: Db,
  viewId: string,
  entry: Omit<AuditRecord, 'action' | 'details'>,
): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM viewing_session WHERE id = ${viewId}::uuid FOR UPDATE`;
    const [look] = await looksWithReason(tx, { viewId });
    if (look?.isKnown !== false) return;
    await recordAudit(tx, { action: 'look-acknowledged', ...entry, details: { viewId } });
    await appendEvent(tx, { type: 'look:known', at: entry.at, siteId: entry.siteId ?? null });
  });
}
