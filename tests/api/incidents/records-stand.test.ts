import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { appRoleUrl } from '../../../server/platform/app-role.ts';
import { type Database, openDatabase } from '../../../server/platform/database.ts';
import { makeNursery, type Nursery } from '../../support/nursery.ts';
import { openTestDatabase } from '../../support/test-database.ts';
import { until } from '../../support/until.ts';

let owner: Database;
let nursery: Nursery;
let asApp: Client;
let another: Client;
let pid: number;
let besidePid: number;
let closeDatabase: () => Promise<void>;
let incidentId: string;
let number = 0;

beforeAll(async () => {
  const { url, close } = await openTestDatabase();
  closeDatabase = close;
  owner = openDatabase(url);
  nursery = await makeNursery(owner.db);
  const connectionString = await appRoleUrl(url);
  [asApp, another] = [new Client({ connectionString }), new Client({ connectionString })];
  await Promise.all([asApp.connect(), another.connect()]);
  [pid, besidePid] = await Promise.all([pidOf(asApp), pidOf(another)]);
});
afterAll(async () => {
  await Promise.all([asApp.end(), another.end()]);
  await owner.close();
  await closeDatabase();
});
beforeEach(async () => {
  const at = new Date('2026-06-03T02:00:00Z');
  const { siteId, toddlerRoomId: classroomId, duoduo } = nursery;
  number += 1;
  const of = { siteId, classroomId, kind: 'fall', happenedAt: at, recordedAt: at, day: at, isConfirmed: true };
  const children = { create: [{ childId: duoduo.childId }] };
  ({ id: incidentId } = await owner.db.incident.create({ data: { id: randomUUID(), ...of, number, children } }));
});

const writes = (client: Client, kind: string, childId: string | null = null) =>
  client.query(
    `INSERT INTO incident_step (id, incident_id, kind, child_id, happened_at, recorded_at)
     VALUES (gen_random_uuid(), $1, $2, $3, now(), now())`,
    [incidentId, kind, childId],
  );
const adds = (childId: string | null) =>
  asApp.query(
    `INSERT INTO incident_photo (id, incident_id, child_id, sealed, thumb, width, height, added_at, added_by)
     VALUES (gen_random_uuid(), $1, $2, 'x', 'x', 1, 1, now(), gen_random_uuid())`,
    [incidentId, childId],
  );

test('attack: a photo and a word go to no family of a child that the incident does not concern', async () => {
  const { duoduo, anan } = nursery;
  await expect(adds(anan.childId)).rejects.toThrow('foreign key');
  await expect(writes(asApp, 'addendum', anan.childId)).rejects.toThrow('foreign key');
  await adds(duoduo.childId);
  await adds(null);
  await writes(asApp, 'addendum', duoduo.childId);
});

const pidOf = async (client: Client): Promise<number> =>
  (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid ?? 0;
/** `another` waits for a lock that `asApp` holds. */
async function isWaiting(): Promise<boolean> {
  const asked = await asApp.query<{ pids: number[] }>('SELECT pg_blocking_pids($1) AS pids', [besidePid]);
  return asked.rows.some(({ pids }) => pids.includes(pid));
}

test.each(['detailed', 'published'])(
  'attack: nobody writes %s beside a publication that is not committed',
  async (kind) => {
    await asApp.query('BEGIN');
    await writes(asApp, 'published');
    const beside = writes(another, kind).then(
      () => 'written',
      (error: unknown) => String(error),
    );
    // Without a lock it would be through by now, and only a slow one would be refused.
    await until('the other waits for what is not committed', isWaiting);
    await asApp.query('COMMIT');
    expect(await beside).toContain('the incident is published');
  },
);

test('attack: what is held of a recording can be neither shortened nor let go', async () => {
  for (const sql of ['UPDATE recording_hold SET held_to = held_from', 'DELETE FROM recording_hold'])
    await expect(asApp.query(sql)).rejects.toThrow('recording_hold is append-only');
});
