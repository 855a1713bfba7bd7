import type { Pool } from 'pg';
import type { AuditAction } from '../../server/contract/audit-actions.ts';
import type { EventType } from '../../server/contract/events.ts';
import { CHILDREN_PER_ROOM, CHILDREN_PER_SITE, idIn } from './fill-nursery.ts';

/** How much is in the logs of the first site; of the audit, besides what the nursery is filled with. */
export type LogSizes = { events: number; auditEntries: number };

const SECONDS_APART = 20;
const at = (count: number): string => `now() - (${String(count)} - n) * interval '${String(SECONDS_APART)} seconds'`;
/** Not by the number itself, by which the kinds follow each other. */
const CHILD = `(hashint4(n::int) & 2147483647) % ${String(CHILDREN_PER_SITE)}`;
const ROOM = `child / ${String(CHILDREN_PER_ROOM)}`;
/** What happens, one after another, over and over; the conditions below name their places. */
const EVENTS: readonly EventType[] = [
  ...(['attendance:checked-in', 'attendance:checked-out', 'attendance:checked-in', 'attendance:checked-out'] as const),
  ...(['watching:changed', 'watching:changed', 'watching:changed', 'watching:changed'] as const),
  ...(['camera:state', 'staffing:changed'] as const),
];
const ACTIONS: readonly AuditAction[] = ['signed-in', 'view-opened', 'view-ended', 'view-opened', 'view-ended'];
const inTurn = (names: readonly string[]): string =>
  `(ARRAY[${names.map((name) => `'${name}'`).join(', ')}])[n % ${String(names.length)} + 1]`;

const NAMES_CHILD = 'n % 10 < 4';
const NAMES_CAMERA = 'n % 10 BETWEEN 4 AND 8';

/** As a nursery's days leave them: what a child does, who looks in its room, its cameras, who is on duty. All have their numbers. */
const events = (count: number): string => `
  INSERT INTO event (position, type, at, site_id, classroom_id, child_id, camera_id, payload)
  SELECT n, ${inTurn(EVENTS)},
    ${at(count)}, ${idIn('site', '0')}, ${idIn('classroom', ROOM)},
    CASE WHEN ${NAMES_CHILD} THEN ${idIn('child', 'child')} END,
    CASE WHEN ${NAMES_CAMERA} THEN ${idIn('camera', `${ROOM} * 2`)} END,
    CASE WHEN ${NAMES_CHILD} THEN jsonb_build_object('by', ${idIn('caregiver', '0')}, 'withUserId', null, 'withPickupId', null)
      WHEN n % 10 = 8 THEN jsonb_build_object('phase', 'live', 'fault', null)
      WHEN n % 10 = 9 THEN jsonb_build_object('by', ${idIn('caregiver', '0')}) ELSE '{}' END
  FROM generate_series(1, ${String(count)}) n, LATERAL (SELECT ${CHILD}) AS chosen (child)`;

/** Looks of families and their sign-ins, sealed: the hashes are none, since making them takes longer than all that is measured. */
const auditEntries = (count: number): string => `
  INSERT INTO audit_entry
    (at, action, actor_id, subject_id, site_id, camera_id, child_id, address, details, chain_position, chain_hash)
  SELECT ${at(count)}, ${inTurn(ACTIONS)},
    guardian, CASE WHEN n % 5 = 0 THEN guardian END, CASE WHEN n % 5 > 0 THEN ${idIn('site', '0')} END,
    CASE WHEN n % 5 > 0 THEN ${idIn('camera', `${ROOM} * 2`)} END, CASE WHEN n % 5 > 0 THEN ${idIn('child', 'child')} END,
    '10.0.0.1', '{}', n, sha256(n::text::bytea)
  FROM generate_series(1, ${String(count)}) n, LATERAL (SELECT ${CHILD}) AS chosen (child),
    LATERAL (SELECT ${idIn('guardian', 'child * 2')}) AS parent (guardian)`;

/** Past triggers, as the nursery itself is filled. */
export async function fillLogs(pool: Pool, sizes: LogSizes): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN; SET LOCAL session_replication_role = replica; SET LOCAL statement_timeout = 0');
    await client.query(events(sizes.events));
    await client.query(auditEntries(sizes.auditEntries));
    await client.query('COMMIT');
    await client.query('SET statement_timeout = 0');
    await client.query('VACUUM ANALYZE');
  } finally {
    client.release(true);
  }
}
