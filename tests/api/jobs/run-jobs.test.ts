import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { pino } from 'pino';
import { runEveryMinute } from '../../../server/jobs/run-jobs.ts';
import { appRoleUrl } from '../../../server/platform/app-role.ts';
import { openDatabase, type Database } from '../../../server/platform/database.ts';
import { openTestDatabase } from '../../support/test-database.ts';
import { until } from '../../support/until.ts';

let owner: Client;
let url: string;
let closeDatabase: () => Promise<void>;
const open: Database[] = [];
beforeAll(async () => {
  const database = await openTestDatabase();
  closeDatabase = database.close;
  url = await appRoleUrl(database.url);
  owner = new Client({ connectionString: database.url });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  for (const database of open) await database.close();
  await closeDatabase();
});

const said: string[] = [];
const log = pino({ level: 'warn' }, { write: (line: string) => void said.push(line) });

/** A server process of its own, as far as the queue can tell, in the role that the service has. */
function aServer() {
  const database = openDatabase(url);
  open.push(database);
  return { pool: database.pool, log };
}

const due = () =>
  owner.query(`INSERT INTO pgboss.job_common (name, policy, retry_limit, retry_delay, expire_seconds)
  VALUES ('every-minute', 'short', 2, 0, 60) ON CONFLICT DO NOTHING RETURNING id`);
const jobs = async (state: string) =>
  (await owner.query(`SELECT id FROM pgboss.job WHERE name = 'every-minute' AND state = $1`, [state])).rowCount ?? 0;

test('of two servers one runs the round of a minute, in the role that may change no table, by itself', async () => {
  let rounds = 0;
  const count = () => Promise.resolve(void (rounds += 1));
  const servers = [await runEveryMinute(aServer(), count), await runEveryMinute(aServer(), count)];
  await until('the first round by the clock', () => rounds > 0, 80_000);
  const before = rounds;
  expect((await due()).rowCount).toBe(1);
  await until('the round that was asked for', () => rounds > before);
  await until('its end is written', async () => (await jobs('active')) === 0);
  expect(rounds).toBe(await jobs('completed'));
  for (const server of servers) await server.stop();
  expect(said).toEqual([]);
});

test('a round that a killed server left half done holds up no other', async () => {
  await owner.query(`INSERT INTO pgboss.job_common (name, policy, state, started_on, expire_seconds)
    VALUES ('every-minute', 'short', 'active', now(), 60)`);
  await due();
  let rounds = 0;
  const server = await runEveryMinute(aServer(), () => Promise.resolve(void (rounds += 1)));
  await until('the next round', () => rounds > 0);
  await server.stop();
});

test('no more than one round waits while no server is there', async () => {
  await owner.query(`DELETE FROM pgboss.job WHERE name = 'every-minute'`);
  const added = [await due(), await due(), await due()].map(({ rowCount }) => rowCount);
  expect(added).toEqual([1, 0, 0]);
});

test('a round that throws is told with its id and run again, by whichever server comes', async () => {
  let rounds = 0;
  const server = await runEveryMinute(aServer(), () => {
    rounds += 1;
    return rounds === 1 ? Promise.reject(new Error('the database blinked')) : Promise.resolve();
  });
  await until('the second try', () => rounds >= 2, 30_000);
  await server.stop();
  const told = said.filter((line) => line.includes('a round of the minute failed'));
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/"jobId":"[0-9a-f-]{36}"/);
});

test('a round that runs is waited for when its server stops', async () => {
  await owner.query(`DELETE FROM pgboss.job WHERE name = 'every-minute'`);
  await due();
  let isDone = false;
  let hasBegun = false;
  const server = await runEveryMinute(aServer(), async () => {
    hasBegun = true;
    await sleep(300);
    isDone = true;
  });
  await until('it begins', () => hasBegun);
  await server.stop();
  expect(isDone).toBe(true);
  expect(await jobs('completed')).toBe(1);
});
