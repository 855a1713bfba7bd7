import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { localDay } from '../../server/platform/calendar.ts';
import { openDatabase } from '../../server/platform/database.ts';
import { appRoleUrl } from '../../server/platform/app-role.ts';
import { FakeMediaNode } from '../support/fake-media-node.ts';
import { makeNursery, type Nursery, usernameOf } from '../support/nursery.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { connectSocket, signInAt, startTestServer, type TestServer } from '../support/test-server.ts';
import { until } from '../support/until.ts';

let ownerUrl: string;
let url: string;
let closeDatabase: () => Promise<void>;
let asApp: Client;
beforeAll(async () => {
  ({ url: ownerUrl, close: closeDatabase } = await openTestDatabase());
  url = await appRoleUrl(ownerUrl);
  asApp = new Client({ connectionString: url });
  await asApp.connect();
});
afterAll(async () => {
  await asApp.end();
  await closeDatabase();
});

test.each([
  'ALTER TABLE audit_entry DISABLE TRIGGER ALL',
  'DROP TRIGGER audit_entry_append_only ON audit_entry',
  'ALTER TABLE "user" ADD COLUMN spare text',
  'DROP TABLE audit_entry',
  'TRUNCATE audit_entry',
  'CREATE TABLE mine (id int)',
  'CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$',
  'SET session_replication_role = replica',
  'CREATE ROLE mine SUPERUSER',
  'ALTER ROLE kanwa_app SUPERUSER',
  'SET ROLE postgres',
  'CREATE DATABASE mine',
  `COPY (SELECT 1) TO PROGRAM 'id'`,
  `COPY audit_entry TO '/tmp/kanwa-audit'`,
  `SELECT pg_read_file('/etc/passwd')`,
  `SELECT lo_import('/etc/passwd')`,
  'SELECT rolpassword FROM pg_authid',
  'SELECT * FROM _prisma_migrations',
  `INSERT INTO row_history (table_name, row_key, valid_from, row) VALUES ('site', 'x', now(), '{}')`,
])('attack: whoever got the service to run their SQL cannot: %s', async (sql) => {
  await expect(asApp.query(sql)).rejects.toThrow(/permission denied|must be owner|must be superuser|privilege/);
});

test('attack: records that are only ever added to stay as they are', async () => {
  await asApp.query(`INSERT INTO audit_entry (action) VALUES ('signed-in')`);
  await expect(asApp.query(`UPDATE audit_entry SET action = 'x'`)).rejects.toThrow('append-only');
  await expect(asApp.query('DELETE FROM audit_entry')).rejects.toThrow('append-only');
});

test('attack: whom a family named, what a room owed and every screen at a door stay, with what was said of them', async () => {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  await makeProof(owner);
  for (const table of ['pickup_person', 'room_task', 'kiosk', 'room_breach', 'care_alert']) {
    const refused = new RegExp(`${table} is append-only`);
    await expect(asApp.query(`DELETE FROM ${table}`)).rejects.toThrow(refused);
    await expect(asApp.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(/permission denied/);
    await expect(owner.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(refused); // where the operator's role owns it
  }
  const person = (set: string) => asApp.query(`UPDATE pickup_person SET ${set}`);
  for (const set of [
    `name = '别人'`,
    `phone = '1'`,
    `child_id = gen_random_uuid()`,
    `code_hash = NULL`,
    'only_on = NULL',
  ])
    await expect(person(set)).rejects.toThrow('pickup_person is append-only');
  await person(`photo = '\\x00'`);
  await person('withdrawn_at = now(), withdrawn_by = gen_random_uuid(), photo = NULL');
  await expect(person('withdrawn_at = NULL, withdrawn_by = NULL')).rejects.toThrow('pickup_person is append-only');
  await expect(asApp.query(`UPDATE room_task SET name = '别的'`)).rejects.toThrow('room_task is append-only');
  await asApp.query('UPDATE room_task SET ended_at = now()');
  await expect(asApp.query('UPDATE room_task SET ended_at = NULL')).rejects.toThrow('room_task is append-only');
  await owner.end();
});

/** A row of each, of one site with one room and one child. */
async function makeProof(owner: Client): Promise<void> {
  const database = openDatabase(ownerUrl);
  const { siteId, toddlerRoomId: classroomId, duoduo } = await makeNursery(database.db);
  await database.close();
  const { childId, guardianId } = duoduo;
  const rows: [columns: string, values: string][] = [
    [
      'pickup_person (id, child_id, name, relation, added_by, added_at, only_on, code_hash)',
      `'${childId}', '周', '邻居', '${guardianId}', now(), now(), 'x'`,
    ],
    [
      'room_task (id, site_id, kind, name, weekdays, due_minute, created_at)',
      `'${siteId}', 'patrol', '巡查', '{1}', 60, now()`,
    ],
    ['kiosk (id, site_id, name, created_at, created_by)', `'${siteId}', '大门', now(), '${guardianId}'`],
    [
      'room_breach (id, classroom_id, kind, opened_at, children_count, staff_count, "limit", rule)',
      `'${classroomId}', 'ratio', now(), 9, 1, 5, 'x'`,
    ],
    [
      'care_alert (id, kind, key, site_id, classroom_id, day, due_at, raised_at)',
      `'late', 'x', '${siteId}', '${classroomId}', now(), now(), now()`,
    ],
  ];
  for (const [columns, values] of rows)
    await owner.query(`INSERT INTO ${columns} VALUES (gen_random_uuid(), ${values})`);
}

test('what was can be asked, and changes are kept, without a right to write the history', async () => {
  const { rows } = await asApp.query<{ id: string }>(
    `INSERT INTO organization (id, name) VALUES (gen_random_uuid(), '海棠托育') RETURNING id`,
  );
  await asApp.query(`SET search_path = past, public; SET kanwa.past_at = '2999-01-01T00:00:00Z'`);
  const past = await asApp.query('SELECT name FROM past.organization WHERE id = $1', [rows[0]?.id]);
  await asApp.query('RESET search_path');
  expect(past.rows).toEqual([{ name: '海棠托育' }]);
});

test('made anew at the next start: the old password is good no longer, new tables are its to use', async () => {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query('CREATE TABLE later (id serial, word text)');
  const next = new Client({ connectionString: await appRoleUrl(ownerUrl) });
  await next.connect();
  await next.query(`INSERT INTO later (word) VALUES ('kept')`);
  expect((await next.query('SELECT word FROM later')).rows).toEqual([{ word: 'kept' }]);
  await expect(new Client({ connectionString: url }).connect()).rejects.toThrow('password authentication failed');
  url = await appRoleUrl(ownerUrl);
  await Promise.all([next.end(), owner.end()]);
});

test('the service works as it: sign-in, a tap, a picture, an administrator’s change, and news of them', async () => {
  const media = new FakeMediaNode();
  const server: TestServer = await startTestServer({ media, databaseUrl: url });
  const nursery: Nursery = await makeNursery(server.database.db);
  const as = (userId: string) => signInAt(server, usernameOf(userId));
  const [mother, caregiver, admin] = [
    await as(nursery.duoduo.guardianId),
    await as(nursery.caregiverId),
    await as(nursery.siteAdminId),
  ];
  media.setPhase(nursery.toddlerCameraId, 'live');
  const socket = await connectSocket(server, mother.token);
  const tap = { eventId: randomUUID(), childId: nursery.duoduo.childId, happenedAt: new Date().toISOString() };
  expect((await caregiver.call('POST', '/api/attendance/check-ins', tap)).status).toBe(200);
  await until('the mother hears of it', () => socket.events.some(({ type }) => type === 'attendance:checked-in'));
  await socket.ask('live:open', { cameraId: nursery.toddlerCameraId, canReceive: {} });
  const sites = (await admin.call('GET', '/api/admin/sites')).body as { siteId: string }[];
  expect((await admin.call('PUT', `/api/admin/sites/${nursery.siteId}`, sites[0])).status).toBe(200);
  const path = `/api/admin/guardianships/${nursery.duoduo.guardianshipId}/withdraw`;
  expect(await admin.call('POST', path, { kind: 'right', reason: localDay(new Date(), 'UTC') })).toMatchObject({
    body: { endedViews: 1 },
  });
  socket.close();
  await server.stop();
  await media.close();
});
