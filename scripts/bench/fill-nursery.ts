import { hash } from '@node-rs/argon2';
import type { Pool } from 'pg';

/** Ten sites as large as they come, and beside them one whose table of rights is looked at, and two that are empty. */
const SITES = 10;
const ROOMS_PER_SITE = 25;
export const CHILDREN_PER_ROOM = 20;
export const CHILDREN_PER_SITE = ROOMS_PER_SITE * CHILDREN_PER_ROOM;
const GUARDIANS_PER_SITE = 2 * CHILDREN_PER_SITE;
const CAMERAS_PER_SITE = 2 * ROOMS_PER_SITE;
export const GUARDIANS = SITES * GUARDIANS_PER_SITE;
export const CAMERAS = SITES * CAMERAS_PER_SITE;
export const TABLE_SITE = 10;
const TABLE_ROOMS = 12;
const TABLE_CHILDREN = 150;
export const EMPTY_SITES = [11, 12] as const;
const PAST_DAYS = 20;
const PAST_LOOKS = 10;
const AUDIT_ENTRIES_PER_SITE = 5_000;
export const BENCH_PASSWORD = 'bench-nursery-2026';

/** Ids are numbers in the shape of an id, so that SQL and the rows of the bench name the same ones. */
const KINDS = ['organization', 'site', 'classroom', 'guardian', 'caregiver', 'child', 'camera', 'admin'] as const;
type Kind = (typeof KINDS)[number];
const prefixOf = (kind: Kind): string => `${String(KINDS.indexOf(kind) + 1).padStart(8, '0')}-0000-4000-8000-`;
export const idOf = (kind: Kind, n: number): string => prefixOf(kind) + String(n).padStart(12, '0');
export const idIn = (kind: Kind, n: string): string => `('${prefixOf(kind)}' || lpad((${n})::text, 12, '0'))::uuid`;

/** The camera of this guardian's child's room. */
export const cameraOfGuardian = (n: number): number => Math.floor(Math.floor(n / 2) / CHILDREN_PER_ROOM) * 2;
export const adminName = (site: number): string => `bench-admin-${String(site)}`;

const each = (table: string, columns: string, count: number, values: string): string =>
  `INSERT INTO ${table} (${columns}) SELECT ${values} FROM generate_series(0, ${String(count - 1)}) n`;
const LONG_AGO = `timestamptz '2026-01-05'`;
const TODAY = `(now() AT TIME ZONE 'Asia/Shanghai')::date`;
const WEEK = 'generate_series(1, 7) weekday';

/** How much of what is numbered through is in the filled sites, and how much in all. */
type Size = { sites: number; rooms: number; children: number; allRooms: number; allChildren: number };

function sizeOf(sites: number): Size {
  const [rooms, children] = [sites * ROOMS_PER_SITE, sites * CHILDREN_PER_SITE];
  return { sites, rooms, children, allRooms: rooms + TABLE_ROOMS, allChildren: children + TABLE_CHILDREN };
}

/** The filled ones, and those beside them, whose numbers are always the same. */
const eachSite = (table: string, columns: string, { sites }: Size, values: string): string =>
  `${each(table, columns, TABLE_SITE + 1 + EMPTY_SITES.length, values)} WHERE n < ${String(sites)} OR n >= ${String(TABLE_SITE)}`;

const roomOfChild = ({ rooms, children }: Size): string =>
  `CASE WHEN n < ${String(children)} THEN n / ${String(CHILDREN_PER_ROOM)}
    ELSE ${String(rooms)} + (n - ${String(children)}) % ${String(TABLE_ROOMS)} END`;
const siteOfRoom = ({ rooms }: Size): string =>
  `CASE WHEN n < ${String(rooms)} THEN n / ${String(ROOMS_PER_SITE)} ELSE ${String(TABLE_SITE)} END`;

const places = (size: Size): string[] => [
  each(
    'organization',
    'id, name, is_operator, is_employer, office_networks',
    3,
    `${idIn('organization', 'n')}, '单位' || n, n = 0, n > 0, CASE WHEN n > 0 THEN ARRAY['10.0.0.0/8'] ELSE '{}' END`,
  ),
  eachSite(
    'site',
    'id, operator_id, name, live_view_basis, live_view_on_since',
    size,
    `${idIn('site', 'n')}, ${idIn('organization', '0')}, '园' || n, '决议', ${LONG_AGO}`,
  ),
  `INSERT INTO site_employer (site_id, organization_id) SELECT s.id, o.id FROM site s, organization o WHERE o.is_employer`,
  `INSERT INTO site_hours (id, site_id, weekday, opens_minute, closes_minute)
   SELECT gen_random_uuid(), site.id, weekday, 0, 1440 FROM site, ${WEEK}`,
  each(
    'classroom',
    'id, site_id, name, kind, capacity, ratio',
    size.allRooms,
    `${idIn('classroom', 'n')}, ${idIn('site', siteOfRoom(size))}, '班' || n, 'toddler', 25, 5`,
  ),
  `INSERT INTO viewing_window (id, classroom_id, weekday, from_minute, to_minute)
   SELECT gen_random_uuid(), classroom.id, weekday, 0, 1440 FROM classroom, ${WEEK}`,
  each(
    'camera',
    'id, site_id, classroom_id, name, area_kind, sources, phase, first_live_at',
    2 * size.allRooms,
    `${idIn('camera', 'n')}, (SELECT site_id FROM classroom WHERE id = ${idIn('classroom', 'n / 2')}), ${idIn('classroom', 'n / 2')}, '镜头' || n % 2, 'classroom', '', 'live', now()`,
  ),
];

const staff = (size: Size): string[] => [
  each(
    '"user"',
    'id, username, name, password_hash',
    4 * size.allRooms,
    `${idIn('caregiver', 'n')}, 'caregiver-' || n, '老师' || n, ''`,
  ),
  each(
    'role_assignment',
    'id, user_id, role, classroom_id',
    4 * size.allRooms,
    `gen_random_uuid(), ${idIn('caregiver', 'n')}, 'caregiver', ${idIn('classroom', 'n / 4')}`,
  ),
  eachSite(
    '"user"',
    'id, username, name, password_hash',
    size,
    `${idIn('admin', 'n')}, 'bench-admin-' || n, '园长' || n, $1`,
  ),
  eachSite(
    'role_assignment',
    'id, user_id, role, site_id',
    size,
    `gen_random_uuid(), ${idIn('admin', 'n')}, 'site_admin', ${idIn('site', 'n')}`,
  ),
];

const families = (size: Size): string[] => [
  each(
    '"user"',
    'id, username, name, password_hash, employer_id',
    2 * size.allChildren,
    `${idIn('guardian', 'n')}, 'guardian-' || n, '家长' || n, '', ${idIn('organization', '1 + n % 2')}`,
  ),
  each(
    'child',
    'id, site_id, name',
    size.allChildren,
    `${idIn('child', 'n')}, (SELECT site_id FROM classroom WHERE id = ${idIn('classroom', roomOfChild(size))}), '孩子' || n`,
  ),
  each(
    'guardianship',
    'id, user_id, child_id, relation',
    2 * size.allChildren,
    `gen_random_uuid(), ${idIn('guardian', 'n')}, ${idIn('child', 'n / 2')}, '家长'`,
  ),
  each(
    'enrolment',
    'id, child_id, classroom_id, session_kind, weekdays, from_minute, to_minute, starts_on',
    size.allChildren,
    `gen_random_uuid(), ${idIn('child', 'n')}, ${idIn('classroom', roomOfChild(size))}, 'full_day', '{1,2,3,4,5,6,7}', 0, 1440, '2026-01-05'`,
  ),
];

const records = ({ sites }: Size): string[] => [
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
    sites * AUDIT_ENTRIES_PER_SITE,
    `now() - (n + 1) * interval '20 seconds', 'view-opened', ${idIn('guardian', `n % ${String(sites * GUARDIANS_PER_SITE)}`)}, ${idIn('camera', `n % ${String(sites * CAMERAS_PER_SITE)}`)}, '{}'`,
  ),
];

/** In one transaction, past the history of rows, which nothing here asks for; everybody is in and may watch. */
export async function fillNursery(pool: Pool, sites = SITES): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`BEGIN; SET LOCAL session_replication_role = replica; SET LOCAL statement_timeout = 0`);
    const passwordHash = await hash(BENCH_PASSWORD);
    const size = sizeOf(sites);
    for (const sql of [...places(size), ...staff(size), ...families(size), ...records(size)])
      await client.query(sql, sql.includes('$1') ? [passwordHash] : []);
    await client.query('COMMIT');
    await client.query('SET statement_timeout = 0');
    await client.query('VACUUM ANALYZE');
  } finally {
    client.release(true);
  }
}
