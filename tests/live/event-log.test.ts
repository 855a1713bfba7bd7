import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { pino } from 'pino';
import { appendEvent } from '../../server/events/append-event.ts';
import { EventLog } from '../../server/events/event-log.ts';
import type { StoredEvent } from '../../server/events/event-store.ts';
import { openDatabase, type Database } from '../../server/platform/database.ts';
import { SeveredDatabase } from '../support/severed-database.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { until } from '../support/until.ts';

let url: string;
let closeDatabase: () => Promise<void>;
let database: Database;
const log = pino({ level: 'silent' });

beforeAll(async () => {
  ({ url, close: closeDatabase } = await openTestDatabase());
  database = openDatabase(url);
});
afterAll(async () => {
  await database.close();
  await closeDatabase();
});

async function openReader(): Promise<{ reader: EventLog; heard: StoredEvent[] }> {
  const reader = new EventLog({ db: database.db, url, log });
  const heard: StoredEvent[] = [];
  reader.onEvent((event) => void heard.push(event));
  await reader.start();
  return { reader, heard };
}

const event = (writer: number, index: number) => ({
  type: 'access:changed' as const,
  at: new Date(),
  payload: { writer, index },
});
const numberOf = ({ payload }: StoredEvent) => `${String(payload['writer'])}.${String(payload['index'])}`;

test('a transaction that began early and commits late is read, although later ones were read before it', async () => {
  const { reader, heard } = await openReader();
  const late = new Client({ connectionString: url });
  await late.connect();
  await late.query('BEGIN');
  await late.query(`INSERT INTO event (type, payload) VALUES ('access:changed', '{"writer": 1, "index": 1}')`);

  await appendEvent(database.db, event(2, 1));
  await until('the events are read', () => heard.length === 1);
  expect(heard.map(numberOf)).toEqual(['2.1']);

  await late.query('COMMIT');
  await late.end();
  await until('the events are read', () => heard.length === 2);
  expect(heard.map(numberOf)).toEqual(['2.1', '1.1']);
  await reader.stop();
});

test('eight concurrent writers and two readers: everything once, in the same order, without a gap in the numbers', async () => {
  const [one, two] = await Promise.all([openReader(), openReader()]);
  const before = one.reader.position;
  const write = async (writer: number) => {
    for (let index = 0; index < 40; index += 1) {
      await database.db.$transaction(async (tx) => {
        await appendEvent(tx, event(writer, index));
        await sleep(Math.random() * 8); // commit order is not insert order
      });
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)));
  await until('the events are read', () => one.heard.length === 320 && two.heard.length === 320);

  expect(new Set(one.heard.map(numberOf)).size).toBe(320);
  expect(one.heard.map(({ position }) => position)).toEqual(
    Array.from({ length: 320 }, (_, index) => before + 1 + index),
  );
  expect(two.heard.map(({ position }) => position)).toEqual(one.heard.map(({ position }) => position));
  await Promise.all([one.reader.stop(), two.reader.stop()]);
});

test('a change that is rolled back is told to nobody', async () => {
  const { reader, heard } = await openReader();
  const broken = database.db.$transaction(async (tx) => {
    await appendEvent(tx, event(9, 1));
    throw new Error('changed my mind');
  });
  await expect(broken).rejects.toThrow('changed my mind');
  await appendEvent(database.db, event(9, 2));
  await until('the events are read', () => heard.length === 1);
  expect(heard.map(numberOf)).toEqual(['9.2']);
  await reader.stop();
});

test('a reader whose connection is cut goes on reading', async () => {
  const { reader, heard } = await openReader();
  await database.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()`,
  );
  await appendEvent(database.db, event(7, 1));
  await until('the events are read', () => heard.length === 1);
  expect(heard.map(numberOf)).toEqual(['7.1']);
  await reader.stop();
});

test('while the database is out of reach a reader tries one connection at a time; then it goes on where it was', async () => {
  const [door, readingDoor] = [await SeveredDatabase.before(url), await SeveredDatabase.before(url)];
  const reading = openDatabase(readingDoor.url);
  const reader = new EventLog({ db: reading.db, url: door.url, log });
  const heard: StoredEvent[] = [];
  const signedOut: string[] = [];
  reader.onEvent((told) => void heard.push(told));
  reader.onSessionOver((payload) => void signedOut.push(payload));
  await reader.start();
  const before = reader.position;
  await appendEvent(database.db, event(3, 0));
  await until('the first is heard', () => heard.length === 1);

  door.shut();
  readingDoor.shut();
  await appendEvent(database.db, event(3, 1));
  await sleep(4_000);
  await appendEvent(database.db, event(3, 2));
  // one try, half a second, one try: never two for one loss of the connection
  expect(door.turnedAway.length).toBeGreaterThanOrEqual(4);
  expect(door.turnedAway.length).toBeLessThanOrEqual(8);
  expect(heard.map(numberOf)).toEqual(['3.0']);

  door.reopen();
  readingDoor.reopen();
  await until('it listens again', () => door.connections === 1);
  await appendEvent(database.db, event(3, 3));
  await until('all are heard', () => heard.length === 4);
  expect(heard.map(numberOf)).toEqual(['3.0', '3.1', '3.2', '3.3']);
  expect(heard.map(({ position }) => position)).toEqual([1, 2, 3, 4].map((count) => before + count));
  await until('messages between servers are heard again', async () => {
    await database.pool.query(`SELECT pg_notify('kanwa_session', 'over')`);
    return signedOut.length > 0;
  });
  await sleep(1_200);
  expect(door.connections).toBe(1); // no second listener, which would hear everything twice
  await reader.stop();
  await reading.close();
  await Promise.all([door.close(), readingDoor.close()]);
});

test('the database itself refuses to change or remove what was told', async () => {
  await appendEvent(database.db, event(5, 1));
  await expect(database.pool.query(`UPDATE event SET payload = '{}'`)).rejects.toThrow('append-only');
  await expect(database.pool.query('DELETE FROM event')).rejects.toThrow('append-only');
});
