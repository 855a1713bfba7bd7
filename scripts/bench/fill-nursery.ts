import { hash } from '@node-rs/argon2';
import type { Pool } from 'pg';

/** Ten sites as large as they come, and beside them one whose table of rights is looked at, and two that are empty. */
export const GUARDIANS = 10_000;
export const CAMERAS = 500;
const SITES = 10;
const ROOMS_PER_SITE = 25;
const CHILDREN_PER_ROOM = 20;
export const TABLE_SITE = 10;
const TABLE_ROOMS = 12;
const TABLE_CHILDREN = 150;
export const EMPTY_SITES = [11, 12] as const;
const PAST_DAYS = 20;
const PAST_LOOKS = 10;
export const AUDIT_ENTRIES = 50_000;
export const BENCH_PASSWORD = 'bench-nursery-2026';

const ROOMS = SITES * ROOMS_PER_SITE;
const CHILDREN = ROOMS * CHILDREN_PER_ROOM;

/** Ids are numbers in the shape of an id, so that SQL and the rows of the bench name the same ones. */
const KINDS = ['organization', 'site', 'classroom', 'guardian', 'caregiver', 'child', 'camera', 'admin'] as const;
type Kind = (typeof KINDS)[number];
const prefixOf = (kind: Kind): string => `${String(KINDS.indexOf(kind) + 1).padStart(8, '0')}-0000-4000-8000-`;
export const idOf = (kind: Kind, n: number): string => prefixOf(kind) + String(n).padStart(12, '0');
const idIn = (kind: Kind, n: string): string => `('${prefixOf(kind)}' || lpad((${n})::text, 12, '0'))::uuid`;

/** The camera of this guardian's child's room. */
export const cameraOfGuardian = (n: number): number => Math.floor(Math.floor(n / 2) / CHILDREN_PER_ROOM) * 2;
export const adminName = (site: number): string => `bench-admin-${String(site)}`;

const each = (table: string, columns: string, from: number, to: number, values: string): string =>
  `INSERT INTO ${table} (${columns}) SELECT ${values} FROM generate_series(${String(from)}, ${String(to - 1)}) n;`;
const LONG_AGO = `timestamptz '2026-01-05'`;
const TODAY = `(now() AT TIME ZONE 'Asia/Shanghai')::date`;
const allWeek = (table: string, columns: string, values: string, to: number): string =>
  `INSERT INTO ${table} (id, ${columns}) SELECT gen_random_uuid(), ${values}
   FROM generate_series(0, ${String(to - 1)}) n, generate_series(1, 7) weekday;`;

const siteOfRoom = `CASE WHEN n < ${String(ROOMS)} THEN n / ${String(ROOMS_PER_SITE)} ELSE ${String(TABLE_SITE)} END`;
const roomOfChild = `CASE WHEN n < ${String(CHILDREN)} THEN n / ${String(CHILDREN_PER_ROOM)}
  ELSE ${String(ROOMS)} + (n - ${String(CHILDREN)}) % ${String(TABLE_ROOMS)} END`;
const allRooms = ROOMS + TABLE_ROOMS;
const allChildren = CHILDREN + TABLE_CHILDREN;
const allSites = SITES + 1 + EMPTY_SITES.length;

const PLACES = [
  each(
    'organization',
    'id, name, is_operator, is_employer, office_networks',
    0,
    3,
    `${idIn('organization', 'n')}, '单位' || n, n = 0, n > 0, CASE WHEN n > 0 THEN ARRAY['10.0.0.0/8'] ELSE '{}' END`,
  ),
  each(
    'site',
    'id, operator_id, name, live_view_basis, live_view_on_since',
    0,
    allSites,
    `${idIn('site', 'n')}, ${idIn('organization', '0')}, '园' || n, '决议', ${LONG_AGO}`,
  ),
  `INSERT INTO site_employer (site_id, organization_id) SELECT s.id, o.id FROM site s, organization o WHERE o.is_employer;`,
  allWeek(
    'site_hours',
    'site_id, weekday, opens_minute, closes_minute',
    `${idIn('site', 'n')}, weekday, 0, 1440`,
    allSites,
  ),
  each(
    'classroom',
    'id, site_id, name, kind, capacity, ratio',
    0,
    allRooms,
    `${idIn('classroom', 'n')}, ${idIn('site', siteOfRoom)}, '班' || n, 'toddler', 25, 5`,
  ),
  allWeek(
    'viewing_window',
    'classroom_id, weekday, from_minute, to_minute',
    `${idIn('classroom', 'n')}, weekday, 0, 1440`,
    allRooms,
  ),
  each(
    'camera',
    'id, site_id, classroom_id, name, area_kind, sources, phase, first_live_at',
    0,
    2 * allRooms,
    `${idIn('camera', 'n')}, (SELECT site_id FROM classroom WHERE id = ${idIn('classroom', 'n / 2')}), ${idIn('classroom', 'n / 2')}, '镜头' || n % 2, 'classroom', '', 'live', now()`,
  ),
];
const PEOPLE = [
  each(
    '"user"',
    'id, username, name, password_hash, employer_id',
    0,
    2 * allChildren,
    `${idIn('guardian', 'n')}, 'guardian-' || n, '家长' || n, '', ${idIn('organization', '1 + n % 2')}`,
  ),
  each(
    '"user"',
    'id, username, name, password_hash',
    0,
    4 * allRooms,
    `${idIn('caregiver', 'n')}, 'caregiver-' || n, '老师' || n, ''`,
  ),
  each(
    'role_assignment',
    'id, user_id, role, classroom_id',
    0,
    4 * allRooms,
    `gen_random_uuid(), ${idIn('caregiver', 'n')}, 'caregiver', ${idIn('classroom', 'n / 4')}`,
  ),
  each(
    '"user"',
    'id, username, name, password_hash',
    0,
    allSites,
    `${idIn('admin', 'n')}, 'bench-admin-' || n, '园长' || n, $1`,
  ),
  each(
    'role_assignment',
    'id, user_id, role, site_id',
    0,
    allSites,
    `gen_random_uuid(), ${idIn('admin', 'n')}, 'site_admin', ${idIn('site', 'n')}`,
  ),
  each(
    'child',
    'id, site_id, name',
    0,
    allChildren,
    `${idIn('child', 'n')}, (SELECT site_id FROM classroom WHERE id = ${idIn('classroom', roomOfChild)}), '孩子' || n`,
  ),
  each(
    'guardianship',
    'id, user_id, child_id, relation',
    0,
    2 * allChildren,
    `gen_random_uuid(), ${idIn('guardian', 'n')}, ${idIn('child', 'n / 2')}, '家长'`,
  ),
  each(
    'enrolment',
    'id, child_id, classroom_id, session_kind, weekdays, from_minute, to_minute, starts_on',
    0,
    allChildren,
    `gen_random_uuid(), ${idIn('child', 'n')}, ${idIn('classroom', roomOfChild)}, 'full_day', '{1,2,3,4,5,6,7}', 0, 1440, '2026-01-05'`,
  ),
];
const RECORDS = [
  // Each paper was renewed once.
  `INSERT INTO consent_entry (id, child_id, kind, given, valid_from, valid_until, recorded_at)
   SELECT gen_random_uuid(), c.id, kind, true, ${LONG_AGO} + renewed * interval '90 days', now() + interval '300 days', ${LONG_AGO} + renewed * interval '90 days'
   FROM child c, unnest(ARRAY['agreement','insurance','risk_notice','video']) kind, generate_series(0, 1) renewed;`,
  `INSERT INTO consent_entry (id, user_id, kind, given, valid_from, recorded_at)
   SELECT gen_random_uuid(), user_id, 'video', true, ${LONG_AGO}, ${LONG_AGO} FROM role_assignment WHERE role = 'caregiver';`,
  `INSERT INTO attendance_event (id, child_id, classroom_id, kind, happened_at, recorded_at, day, actor_id)
   SELECT gen_random_uuid(), e.child_id, e.classroom_id, kind, now() - ago * interval '1 day', now() - ago * interval '1 day',
     ${TODAY} - ago, ${idIn('caregiver', '0')}
   FROM enrolment e, generate_series(0, ${String(PAST_DAYS)}) ago, unnest(ARRAY['checked_in','checked_out']) kind
   WHERE ago > 0 OR kind = 'checked_in';`,
  `INSERT INTO viewing_session (id, user_id, camera_id, child_id, opened_at, lease_until, ended_at, end_reason, address, user_agent, day)
   SELECT gen_random_uuid(), g.user_id, (SELECT id FROM camera WHERE classroom_id = e.classroom_id LIMIT 1), g.child_id,
     now() - ago * interval '1 day', now() - ago * interval '1 day', now() - ago * interval '1 day' + interval '5 minutes', 'closed-by-viewer', '10.0.0.1', 'bench', ${TODAY} - ago
   FROM guardianship g JOIN enrolment e USING (child_id), generate_series(1, ${String(PAST_LOOKS)}) ago;`,
  each(
    'audit_entry',
    'at, action, actor_id, camera_id, details',
    0,
    AUDIT_ENTRIES,
    `now() - (n + 1) * interval '20 seconds', 'view-opened', ${idIn('guardian', `n % ${String(GUARDIANS)}`)}, ${idIn('camera', `n % ${String(CAMERAS)}`)}, '{}'`,
  ),
];

/** In one transaction, past the history of rows, which nothing here asks for; everybody is in and may watch. */
export async function fillNursery(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`BEGIN; SET LOCAL session_replication_role = replica; SET LOCAL statement_timeout = 0`);
    const passwordHash = await hash(BENCH_PASSWORD);
    for (const sql of [...PLACES, ...PEOPLE, ...RECORDS])
      await client.query(sql, sql.includes('$1') ? [passwordHash] : []);
    await client.query('COMMIT');
    await client.query('SET statement_timeout = 0');
    await client.query('VACUUM ANALYZE');
  } finally {
    client.release(true);
  }
}
