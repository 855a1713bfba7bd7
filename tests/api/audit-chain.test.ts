import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { recordAudit } from '../../server/audit/audit-store.ts';
import { sealEntries } from '../../server/audit/chain-store.ts';
import { sealAll } from '../../server/audit/seal-entries.ts';
import { verifyChain } from '../../server/audit/verify-chain.ts';
import { type Database, openDatabase } from '../../server/platform/database.ts';
import { openTestDatabase } from '../support/test-database.ts';

const ENTRIES = 12;
const START = Date.parse('2026-03-07T02:00:00.000Z');

let testDatabase: { url: string; close: () => Promise<void> };
let database: Database;
let owner: Client;
beforeAll(async () => {
  testDatabase = await openTestDatabase();
  database = openDatabase(testDatabase.url);
  owner = new Client({ connectionString: testDatabase.url });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.close();
  await testDatabase.close();
});

/** As whoever owns the database can: no trigger holds. */
async function tamper(...statements: string[]): Promise<void> {
  await owner.query('SET session_replication_role = replica');
  for (const statement of statements) await owner.query(statement);
  await owner.query('SET session_replication_role = origin');
}

beforeEach(async () => {
  await tamper('TRUNCATE audit_entry RESTART IDENTITY');
  for (let n = 0; n < ENTRIES; n++) await add(n);
  await sealAll(database.db);
});

const add = (n: number) =>
  recordAudit(database.db, {
    action: 'signed-in',
    at: new Date(START + n * 60_000),
    actorId: crypto.randomUUID(),
    address: n % 2 ? '192.0.2.1' : null,
    details: { z: n, a: '离园', nested: null },
  });

const faultOf = async () => (await verifyChain(database.db)).fault;
const places = async () =>
  (await database.db.auditEntry.findMany({ orderBy: { id: 'asc' } })).map(({ chainPosition }) => Number(chainPosition));

test('entries get places one after another and a whole chain is told as whole', async () => {
  expect(await places()).toEqual(Array.from({ length: ENTRIES }, (_, n) => n + 1));
  const { fault, from, to, newest } = await verifyChain(database.db);
  expect({ fault, from, to, position: newest?.position }).toEqual({ fault: null, from: 1, to: 12, position: 12 });
});

test('the hash can be done again from what the docstring says, without our code', async () => {
  const { rows } = await owner.query<{ ok: boolean }>(`
    SELECT chain_hash = sha256(coalesce(lag(chain_hash) OVER (ORDER BY chain_position), decode(repeat('00', 32), 'hex'))
      || convert_to(format('{"action":"signed-in","actorId":"%s","address":%s,"at":"%s","cameraId":null,"childId":null,'
        || '"details":{"a":"离园","nested":null,"z":%s},"deviceId":null,"id":"%s","siteId":null,"subjectId":null}',
        actor_id, coalesce(to_json(address)::text, 'null'), to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), details ->> 'z', id),
        'UTF8')) AS ok
    FROM audit_entry ORDER BY chain_position`);
  expect(rows.filter(({ ok }) => ok)).toHaveLength(ENTRIES);
});

test.each<[string, string[], object]>([
  ['an edited act', [`UPDATE audit_entry SET action = 'signed-out' WHERE id = 5`], { position: 5, kind: 'changed' }],
  [
    'an edited time',
    [`UPDATE audit_entry SET at = at + interval '1 ms' WHERE id = 6`],
    { position: 6, kind: 'changed' },
  ],
  [
    'an edited person',
    [`UPDATE audit_entry SET actor_id = gen_random_uuid() WHERE id = 1`],
    { position: 1, kind: 'changed' },
  ],
  ['an edited address', [`UPDATE audit_entry SET address = NULL WHERE id = 2`], { position: 2, kind: 'changed' }],
  [
    'an edited detail',
    [`UPDATE audit_entry SET details = details || '{"z":7.5}' WHERE id = 12`],
    { position: 12, kind: 'changed' },
  ],
  ['a removed entry', ['DELETE FROM audit_entry WHERE id = 7'], { position: 7, kind: 'missing' }],
  ['the removed first entry', ['DELETE FROM audit_entry WHERE id = 1'], { position: 1, kind: 'missing' }],
  [
    'a removed entry whose gap was closed',
    [
      'DELETE FROM audit_entry WHERE id = 7',
      'UPDATE audit_entry SET chain_position = -chain_position WHERE id > 7',
      'UPDATE audit_entry SET chain_position = -chain_position - 1 WHERE id > 7',
    ],
    { position: 7, kind: 'changed' },
  ],
  [
    'an entry put between, with a copied hash',
    [
      'UPDATE audit_entry SET chain_position = -chain_position WHERE id > 4',
      'UPDATE audit_entry SET chain_position = 1 - chain_position WHERE id > 4',
      `INSERT INTO audit_entry (action, chain_position, chain_hash)
       SELECT 'view-opened', 5, chain_hash FROM audit_entry WHERE id = 4`,
    ],
    { position: 5, kind: 'changed' },
  ],
  [
    'an entry put at the end, with a made-up hash',
    [`INSERT INTO audit_entry (action, chain_position, chain_hash) VALUES ('x', 13, decode(repeat('ab', 32), 'hex'))`],
    { position: 13, kind: 'changed' },
  ],
  [
    'an entry put before the first',
    [`INSERT INTO audit_entry (action, chain_position, chain_hash) VALUES ('x', 0, decode(repeat('ab', 32), 'hex'))`],
    { position: 0, kind: 'surplus' },
  ],
  [
    'two entries that changed places',
    [
      'UPDATE audit_entry SET chain_position = -1 WHERE id = 8',
      'UPDATE audit_entry SET chain_position = 8 WHERE id = 9',
      'UPDATE audit_entry SET chain_position = 9 WHERE id = 8',
    ],
    { position: 8, kind: 'changed' },
  ],
  [
    'a place taken away',
    ['UPDATE audit_entry SET chain_position = NULL WHERE id = 3'],
    { position: 3, kind: 'missing' },
  ],
  ['a hash taken away', ['UPDATE audit_entry SET chain_hash = NULL WHERE id = 3'], { position: 3, kind: 'changed' }],
])('attack: with triggers disabled: %s is found', async (_what, statements, fault) => {
  await tamper(...statements);
  expect(await faultOf()).toEqual(fault);
});

test('attack: two entries at one place, once nothing keeps places unique', async () => {
  await owner.query('DROP INDEX audit_entry_chain_position_key');
  try {
    await tamper('UPDATE audit_entry SET chain_position = 4 WHERE id = 5');
    expect(await faultOf()).toEqual({ position: 4, kind: 'surplus' });
  } finally {
    await tamper('TRUNCATE audit_entry');
    await owner.query('CREATE UNIQUE INDEX audit_entry_chain_position_key ON audit_entry (chain_position)');
  }
});

test('attack: entries taken off the end are shown by a mark noted before, and a chain made anew by it too', async () => {
  const { newest } = await verifyChain(database.db);
  const expected = [newest!];
  await add(13);
  await sealAll(database.db);
  expect(await verifyChain(database.db, { expected })).toMatchObject({ fault: null, to: 13 });

  await tamper('DELETE FROM audit_entry WHERE id > 10');
  expect(await verifyChain(database.db)).toMatchObject({ fault: null, to: 10 });
  expect(await verifyChain(database.db, { expected })).toMatchObject({ fault: { position: 12, kind: 'cut' } });

  await tamper(
    `UPDATE audit_entry SET action = 'nothing' WHERE id = 3`,
    'UPDATE audit_entry SET chain_position = NULL, chain_hash = NULL',
  );
  for (let n = 0; n < 4; n++) await add(n);
  await sealAll(database.db);
  expect(await verifyChain(database.db)).toMatchObject({ fault: null, to: 14 });
  expect(await verifyChain(database.db, { expected })).toMatchObject({ fault: { position: 12, kind: 'other' } });
});

test('the newest alone can be looked at: what is wrong before them is not theirs to find', async () => {
  await tamper(`UPDATE audit_entry SET action = 'nothing' WHERE id = 3`);
  expect(await verifyChain(database.db, { newestOnly: 5 })).toMatchObject({ from: 8, to: 12, fault: null });
  await tamper(`UPDATE audit_entry SET action = 'nothing' WHERE id = 9`);
  expect(await verifyChain(database.db, { newestOnly: 5 })).toMatchObject({ fault: { position: 9, kind: 'changed' } });
});

test('many batches, many writers and many sealers at once make one chain', async () => {
  await Promise.all(Array.from({ length: 8 }, (_, writer) => writeMany(writer)));
  await Promise.all([1, 2, 3, 4].map(() => sealAll(database.db)));
  expect(await verifyChain(database.db)).toMatchObject({ fault: null, to: ENTRIES + 8 * 150 });
});

async function writeMany(writer: number): Promise<void> {
  for (let n = 0; n < 150; n += 25) {
    await database.db.$transaction(async (tx) => {
      for (let inside = 0; inside < 25; inside++)
        await recordAudit(tx, { action: 'signed-in', at: new Date(START + writer), actorId: null });
    });
    await sealEntries(database.db);
  }
}

test('an entry that commits late is sealed after those that were sealed before it, and the chain is whole', async () => {
  await owner.query('BEGIN');
  await owner.query(`INSERT INTO audit_entry (action) VALUES ('signed-in')`);
  await add(20);
  await sealAll(database.db);
  await owner.query('COMMIT');
  await sealAll(database.db);
  expect((await places()).slice(-2)).toEqual([14, 13]);
  expect(await faultOf()).toBeNull();
});

test.each([
  `UPDATE audit_entry SET action = 'x' WHERE id = 3`,
  'UPDATE audit_entry SET chain_position = 99 WHERE id = 3',
  'UPDATE audit_entry SET chain_position = NULL, chain_hash = NULL WHERE id = 3',
  `UPDATE audit_entry SET chain_hash = decode(repeat('ab', 32), 'hex') WHERE id = 3`,
  'DELETE FROM audit_entry WHERE id = 3',
  'TRUNCATE audit_entry',
  `INSERT INTO audit_entry (action, chain_position, chain_hash) VALUES ('x', 13, decode(repeat('ab', 32), 'hex'))`,
  `INSERT INTO audit_entry (action, chain_position) VALUES ('x', 13)`,
])('the database itself refuses: %s', async (sql) => {
  await expect(owner.query(sql)).rejects.toThrow('append-only');
  expect(await faultOf()).toBeNull();
});

test.each([
  `chain_position = 13, chain_hash = decode(repeat('ab', 32), 'hex'), action = 'x'`,
  'chain_position = 13',
  `chain_position = 13, chain_hash = decode('ab', 'hex')`,
])('the database itself refuses to seal an entry with: %s', async (change) => {
  await add(20);
  await expect(owner.query(`UPDATE audit_entry SET ${change} WHERE chain_position IS NULL`)).rejects.toThrow(
    'append-only',
  );
});
