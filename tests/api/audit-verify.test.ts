import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { recordAudit } from '../../server/audit/audit-store.ts';
import { sealAll } from '../../server/audit/seal-entries.ts';
import { type Database, openDatabase } from '../../server/platform/database.ts';
import { startEmbeddedDatabase } from '../../server/platform/embedded-database.ts';
import { ensureDatabase, migrate } from '../../server/platform/migrate.ts';
import { openTestDatabase } from '../support/test-database.ts';

let testDatabase: { url: string; close: () => Promise<void> };
let database: Database;
let settings: Record<string, string>;
beforeAll(async () => {
  testDatabase = await openTestDatabase();
  database = openDatabase(testDatabase.url);
  settings = { PUBLIC_URL: 'https://kanwa.test', DATABASE_URL: testDatabase.url };
  for (const action of ['signed-in', 'person-suspended', 'signed-out'] as const) await add(database, action);
  await sealAll(database.db);
});
afterAll(async () => {
  await database.close();
  await testDatabase.close();
});

const add = ({ db }: Database, action: 'signed-in' | 'person-suspended' | 'signed-out') =>
  recordAudit(db, { action, at: new Date(), actorId: null });

type Said = { code: number; out: string; err: string };
const verify = (env: Record<string, string>, ...args: string[]): Promise<Said> =>
  new Promise((done) => {
    const script = ['--disable-warning=ExperimentalWarning', 'scripts/verify-audit.ts', ...args];
    const { PATH = '' } = process.env;
    execFile(process.execPath, script, { env: { PATH, ...env } }, (error, out, err) =>
      done({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });

test('a whole chain is told with its newest mark, which proves it a month later, and nothing is written', async () => {
  await add(database, 'signed-in');
  const first = await verify(settings);
  expect(first).toMatchObject({ code: 0, err: '' });
  expect(first.out).toContain('Not sealed yet: 1.');
  expect(first.out).toContain('whole: 3 entries');
  expect(await database.db.auditEntry.count({ where: { chainPosition: null } })).toBe(1);
  const mark = /note it down: (3:[\da-f]{64})/.exec(first.out)?.[1] ?? '';

  await sealAll(database.db);
  expect(await verify(settings, '--expect', mark)).toMatchObject({
    code: 0,
    out: expect.stringContaining('4 entries, through'),
  });
  const other = `3:${'0'.repeat(64)}`;
  expect(await verify(settings, '--expect', mark, '--expect', other)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/place 3: another hash/),
  });
  expect(await verify(settings, '--expect', `9:${'0'.repeat(64)}`)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/place 9: .*taken off the end/),
  });
});

test('a broken chain exits with 1 and names the place', async () => {
  const owner = new Client({ connectionString: testDatabase.url });
  await owner.connect();
  await owner.query(`SET session_replication_role = replica; UPDATE audit_entry SET action = 'signed-in' WHERE id = 2`);
  await owner.end();
  expect(await verify(settings)).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/broken at place 2: .*edited/),
  });
});

test.each<[string, Record<string, string>, string[], RegExp]>([
  ['an unknown option', {}, ['--all'], /--all/],
  ['a mark that is none', {}, ['--expect', '12'], /not "12"/],
  ['settings that are wrong', { DATABASE_URL: 'mysql://x' }, [], /DATABASE_URL/],
  ['a folder without a database', { DATABASE_URL: '', DATA_DIR: tmpdir() }, [], /no database/],
])('%s exits with 2 and a sentence', async (_what, env, args, sentence) => {
  const said = await verify({ ...settings, ...env }, ...args);
  expect(said).toMatchObject({ code: 2, err: expect.stringMatching(sentence) });
  expect(said.err).not.toContain('    at ');
});

test('--help tells the codes without looking for a database', async () => {
  expect(await verify({}, '--help')).toMatchObject({ code: 0, out: expect.stringContaining('Exit codes: 0 whole') });
});

test('a database that cannot be reached exits with 1', async () => {
  const said = await verify({ ...settings, DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/kanwa' });
  expect(said).toMatchObject({ code: 1, out: '' });
});

test('the database in DATA_DIR is found while the service runs it, and when nobody does', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kanwa-verify-'));
  chmodSync(folder, 0o755); // PostgreSQL's account passes through
  try {
    const embedded = await startEmbeddedDatabase(path.join(folder, 'postgres'), { settings: { fsync: 'off' } });
    const url = embedded.url('kanwa');
    await ensureDatabase(url);
    await migrate(url, 'prisma/migrations');
    const its = openDatabase(url);
    await add(its, 'signed-in');
    await sealAll(its.db);
    await its.close();
    const own = { PUBLIC_URL: 'https://kanwa.test', DATA_DIR: folder };
    expect(await verify(own)).toMatchObject({ code: 0, out: expect.stringContaining('whole: 1 entry') });
    await embedded.stop();
    expect(await verify(own)).toMatchObject({ code: 0, out: expect.stringContaining('whole: 1 entry') });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
