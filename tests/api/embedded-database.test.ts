import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { startEmbeddedDatabase } from '../../server/platform/embedded-database.ts';
import { ensureDatabase, migrate } from '../../server/platform/migrate.ts';

const folder = mkdtempSync(join(tmpdir(), 'kanwa-embedded-'));
chmodSync(folder, 0o711); // root runs PostgreSQL as another account, which has to pass through
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}

/** A process that writes a row, says so, and waits to be killed. */
async function killAfterWriting(dataFolder: string): Promise<void> {
  const program = `
    import { startEmbeddedDatabase } from './server/platform/embedded-database.ts';
    import { Client } from 'pg';
    const database = await startEmbeddedDatabase(${JSON.stringify(dataFolder)});
    const client = new Client({ connectionString: database.url('postgres') });
    await client.connect();
    await client.query('CREATE TABLE kept (word text)');
    await client.query("INSERT INTO kept VALUES ('acknowledged')");
    process.stdout.write('written');
    setInterval(() => undefined, 1_000);`;
  const writer = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await Promise.race([once(writer.stdout, 'data'), once(writer, 'exit')]);
  writer.kill('SIGKILL');
  await once(writer, 'exit');
}

test('a database left behind by a killed process is taken over with all it had acknowledged', async () => {
  const dataFolder = join(folder, 'taken-over');
  await killAfterWriting(dataFolder);

  const database = await startEmbeddedDatabase(dataFolder);

  expect(await query(database.url('postgres'), 'SELECT word FROM kept')).toEqual([{ word: 'acknowledged' }]);
  await database.stop();
  await expect(query(database.url('postgres'), 'SELECT 1')).rejects.toThrow();
});

test('a second start on the same folder is refused, and the first one goes on', async () => {
  const dataFolder = join(folder, 'one-owner');
  const first = await startEmbeddedDatabase(dataFolder);

  await expect(startEmbeddedDatabase(dataFolder)).rejects.toThrow(/Another Kanwa already uses the data folder/);

  expect(await query(first.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await first.stop();
});

test('migrations are applied once, in order, and a failing one leaves nothing behind', async () => {
  const database = await startEmbeddedDatabase(join(folder, 'migrated'));
  const url = database.url('kanwa');
  const migrations = join(folder, 'migrations');
  const write = (name: string, sql: string) => {
    mkdirSync(join(migrations, name), { recursive: true });
    writeFileSync(join(migrations, name, 'migration.sql'), sql);
  };
  await ensureDatabase(url);
  write('2_more', 'ALTER TABLE room ADD COLUMN name text');
  write('1_first', 'CREATE TABLE room (id int)');

  expect(await Promise.all([migrate(url, migrations), migrate(url, migrations)])).toContainEqual(['1_first', '2_more']);
  expect(await migrate(url, migrations)).toEqual([]);

  write('3_broken', 'CREATE TABLE half (id int); SELECT no_such_function()');
  await expect(migrate(url, migrations)).rejects.toThrow(/Migration 3_broken failed: .*no_such_function/);
  expect(await query(url, `SELECT to_regclass('half') AS half`)).toEqual([{ half: null }]);
  write('3_broken', 'CREATE TABLE half (id int)');
  expect(await migrate(url, migrations)).toEqual(['3_broken']);

  write('1_first', 'CREATE TABLE room (id bigint)');
  await expect(migrate(url, migrations)).rejects.toThrow(/1_first was edited/);
  await database.stop();
});
