import type { Tx } from '../platform/database.ts';
import type { NotedEvent, Notice } from './what-to-tell.ts';

/** When they are made and when each is due. */
export type Moment = { now: Date; dueAt: Date };

/**
 * Makes the notifications of one event: for everybody it is told to, one for each of their browsers and for their address, as
 * far as they have not switched this off. Made twice is made once. Whether they may still hear of it is asked when it is sent.
 */
export async function insertNotifications(
  tx: Tx,
  event: NotedEvent,
  notice: Notice,
  { now, dueAt }: Moment,
): Promise<void> {
  const { kind, isGrave } = notice;
  const childId = notice.heardAs === 'family' ? event.childId : null;
  const siteId = notice.heardAs === 'admin' ? event.siteId : null;
  const roles = notice.heardAs === 'admin' ? [...notice.roles] : [];
  await tx.$executeRaw`
    WITH person AS (
      SELECT g.user_id FROM guardianship g
      WHERE g.child_id = ${childId}::uuid AND g.withdrawn_at IS NULL AND g.custody_blocked_at IS NULL
      UNION
      SELECT r.user_id FROM role_assignment r JOIN site s ON r.site_id = s.id OR r.organization_id = s.operator_id
      WHERE s.id = ${siteId}::uuid AND r.role = ANY(${roles}) AND (r.ends_at IS NULL OR r.ends_at > ${now})
    ), target AS (
      SELECT p.user_id, 'push' AS channel, ps.id FROM person p
      JOIN session se ON se.user_id = p.user_id AND se.ended_at IS NULL AND se.expires_at > ${now}
      JOIN push_subscription ps ON ps.session_id = se.id
      UNION ALL
      SELECT p.user_id, 'email', ea.id FROM person p JOIN email_address ea ON ea.user_id = p.user_id
    )
    INSERT INTO notification (id, position, user_id, channel, target_id, kind, is_grave, created_at, next_at)
    SELECT gen_random_uuid(), ${BigInt(event.position)}, t.user_id, t.channel, t.id, ${kind}, ${isGrave}, ${now}, ${dueAt}
    FROM target t LEFT JOIN notification_setting ns ON ns.user_id = t.user_id
    WHERE ${isGrave} OR ns.user_id IS NULL
      OR (CASE t.channel WHEN 'push' THEN ns.routine_by_push ELSE ns.routine_by_email END AND ${kind} <> ALL(ns.muted))
    ON CONFLICT (position, target_id) DO NOTHING`;
}
