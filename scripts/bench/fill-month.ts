import type { Pool } from 'pg';
import { adminName, idOf } from './fill-nursery.ts';

const SITES = 10;
const CHILDREN_PER_SITE = 100;
const CHILDREN_PER_ROOM = 20;
/** Thirty days of which 22 are working days. */
const MONTH = '2026-06';
/** The administrator of the month's operator has this number and the times; the nursery's own have smaller ones. */
export const MONTH_ADMIN = 90;

export type FilledMonth = { operatorId: string; month: string; children: number; events: number };

/**
 * An operator of its own with ten sites and a month of its children's records: arrivals and departures on working days,
 * every fiftieth departure corrected, every thirtieth child ill for two days.
 * @param times as many children as the goal is about
 */
export async function fillMonth(pool: Pool, times: number): Promise<FilledMonth> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN; SET LOCAL session_replication_role = replica; SET LOCAL statement_timeout = 0');
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO organization (id, name, is_operator) VALUES (gen_random_uuid(), '运营' || $1::text, true) RETURNING id`,
      [times],
    );
    const operatorId = rows[0]?.id ?? '';
    for (const sql of PLACES) await client.query(sql, sql.includes('$2') ? [operatorId, times] : [operatorId]);
    await client.query(ADMIN, [operatorId, adminName(MONTH_ADMIN + times), adminName(0)]);
    let events = 0;
    for (const sql of RECORDS) {
      const { rowCount } = await client.query(sql, [operatorId, `${MONTH}-01`]);
      if (sql.includes('INTO attendance_event')) events += rowCount ?? 0;
    }
    await client.query('COMMIT');
    await client.query('SET statement_timeout = 0');
    await client.query('VACUUM ANALYZE');
    return { operatorId, month: MONTH, children: SITES * CHILDREN_PER_SITE * times, events };
  } finally {
    client.release(true);
  }
}

const CHILDREN = `child JOIN site ON site.id = child.site_id AND site.operator_id = $1::uuid`;

const PLACES = [
  `INSERT INTO site (id, operator_id, name) SELECT gen_random_uuid(), $1::uuid, '园所' || n FROM generate_series(1, ${String(SITES)}) n`,
  `INSERT INTO site_hours (id, site_id, weekday, opens_minute, closes_minute)
   SELECT gen_random_uuid(), site.id, weekday, 420, 1140 FROM site, generate_series(1, 5) weekday WHERE operator_id = $1::uuid`,
  `INSERT INTO classroom (id, site_id, name, kind, capacity, ratio)
   SELECT gen_random_uuid(), site.id, '班' || n, 'toddler', 25, 5
   FROM site, generate_series(1, ${String(CHILDREN_PER_SITE / CHILDREN_PER_ROOM)} * $2::int) n WHERE operator_id = $1::uuid`,
  `INSERT INTO child (id, site_id, name, number)
   SELECT gen_random_uuid(), room.site_id, '孩子' || n, room.name || '-' || n
   FROM classroom room JOIN site ON site.id = room.site_id AND site.operator_id = $1::uuid, generate_series(1, ${String(CHILDREN_PER_ROOM)}) n`,
  `INSERT INTO enrolment (id, child_id, classroom_id, session_kind, weekdays, from_minute, to_minute, starts_on)
   SELECT gen_random_uuid(), child.id, room.id, 'full_day', '{1,2,3,4,5}', 480, 1050, '2026-01-05'
   FROM ${CHILDREN} JOIN classroom room ON room.site_id = site.id AND child.number LIKE room.name || '-%'`,
  `WITH parent AS (INSERT INTO "user" (id, username, name, password_hash, employer_id)
     SELECT gen_random_uuid(), 'of-' || child.id, child.name || '的家长', '', '${idOf('organization', 1)}' FROM ${CHILDREN} RETURNING id, username)
   INSERT INTO guardianship (id, user_id, child_id, relation)
   SELECT gen_random_uuid(), parent.id, substr(parent.username, 4)::uuid, '家长' FROM parent`,
];

const ADMIN = `WITH admin AS (INSERT INTO "user" (id, username, name, password_hash)
    SELECT gen_random_uuid(), $2, '运营管理员', password_hash FROM "user" WHERE username = $3 RETURNING id)
  INSERT INTO role_assignment (id, user_id, role, organization_id) SELECT gen_random_uuid(), id, 'operator_admin', $1::uuid FROM admin`;

const DAYS = `generate_series($2::date, $2::date + 29, interval '1 day') AS days (day)`;
const EVENT = 'id, child_id, classroom_id, kind, happened_at, recorded_at, day, actor_id';
const event = (kind: string, at: string, minutes: string): string =>
  `INSERT INTO attendance_event (${EVENT})
   SELECT gen_random_uuid(), child.id, enrolment.classroom_id, '${kind}', at, at, day::date, '${idOf('caregiver', 0)}'
   FROM ${CHILDREN} JOIN enrolment ON enrolment.child_id = child.id, ${DAYS},
     LATERAL (SELECT day::date + time '${at}' + (abs(hashtext(child.id::text || day)) % ${minutes}) * interval '1 minute') AS clock (local),
     LATERAL (SELECT local AT TIME ZONE 'Asia/Shanghai') AS instant (at)
   WHERE extract(isodow FROM day) < 6`;

const RECORDS = [
  event('checked_in', '07:40', '50'),
  event('checked_out', '16:50', '60'),
  `INSERT INTO attendance_event (${EVENT}, undoes_id, reason, before)
   SELECT gen_random_uuid(), e.child_id, e.classroom_id, e.kind, e.happened_at + interval '15 minutes', e.recorded_at + interval '1 day', e.day,
     e.actor_id, e.id, '点早了', json_build_object('kind', e.kind, 'happenedAt', e.happened_at, 'classroomId', e.classroom_id)
   FROM attendance_event e JOIN ${CHILDREN} ON child.id = e.child_id
   WHERE e.kind = 'checked_out' AND abs(hashtext(e.id::text)) % 50 = 0 AND e.day >= $2::date`,
  `INSERT INTO day_notice (id, child_id, kind, from_day, to_day, reason, actor_id, recorded_at)
   SELECT gen_random_uuid(), child.id, 'absence', $2::date + 2, $2::date + 3, 'sick', '${idOf('caregiver', 0)}', now()
   FROM ${CHILDREN} WHERE abs(hashtext(child.id::text)) % 30 = 0`,
];
