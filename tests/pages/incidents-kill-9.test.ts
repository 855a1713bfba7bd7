import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { EventPage, EventView } from '../../server/contract/events.ts';
import { type Database, openDatabase } from '../../server/platform/database.ts';
import { startServerProcess, type ServerProcess } from '../support/e2e-server.ts';
import { makeNursery, usernameOf, type Nursery } from '../support/nursery.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { connectSocket, signInAt } from '../support/test-server.ts';
import { until } from '../support/until.ts';

const AT_ONCE = 100;

let close: () => Promise<void>;
let database: Database;
let server: ServerProcess;
let nursery: Nursery;

beforeAll(async () => {
  const testDatabase = await openTestDatabase();
  database = openDatabase(testDatabase.url);
  nursery = await makeNursery(database.db);
  server = await startServerProcess(testDatabase.url);
  close = async () => {
    await server.stop();
    await database.close();
    await testDatabase.close();
  };
}, 120_000);

afterAll(() => close(), 60_000);

type Flag = { incidentId: string; kind: string; childIds: string[]; classroomId: string; happenedAt: string };
const flags = (): Flag[] =>
  Array.from({ length: AT_ONCE }, () => ({
    ...{ incidentId: randomUUID(), kind: 'fall', childIds: [nursery.duoduo.childId] },
    ...{ classroomId: nursery.toddlerRoomId, happenedAt: new Date().toISOString() },
  }));
const idsOf = (all: readonly Flag[]) => all.map(({ incidentId }) => incidentId).toSorted();
const caregiver = () => signInAt(server, usernameOf(nursery.caregiverId));
const director = async () => connectSocket(server, (await signInAt(server, usernameOf(nursery.siteAdminId))).token);

const flagged = (events: readonly EventView[]): string[] =>
  events.flatMap((event) => (event.type === 'incident:changed' && event.step === 'flagged' ? event.incidentId : []));

/** As a director reads it who connects again. */
async function toldSince(position: number): Promise<string[]> {
  const socket = await director();
  await until('every event has its place', async () => {
    const unplaced = await database.db.event.count({ where: { position: null } });
    return unplaced === 0;
  });
  const told: string[] = [];
  for (let after = position; ;) {
    const { events } = await socket.ask<EventPage>('events:since', { after });
    const last = events.at(-1);
    if (!last) break;
    told.push(...flagged(events));
    after = last.position;
  }
  socket.close();
  return told;
}

test('a hundred incidents at once: each has its own number, and is told once', async () => {
  const socket = await director();
  const { call } = await caregiver();
  const all = flags();
  const answers = await Promise.all(all.map((flag) => call('POST', '/api/incidents', flag)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  await until('all are told', () => flagged(socket.events).length >= AT_ONCE);
  await sleep(300);
  expect(flagged(socket.events).toSorted()).toEqual(idsOf(all));
  const numbers = await database.db.incident.findMany({ select: { number: true }, orderBy: { number: 'asc' } });
  expect(numbers.map(({ number }) => number)).toEqual(Array.from({ length: AT_ONCE }, (_, n) => n + 1));
  socket.close();
}, 60_000);

test('kill -9 among a hundred: what was committed is told once after the start, what was not is sent again and told once', async () => {
  const before = await director();
  const { position } = before.hello;
  const { call } = await caregiver();
  const all = flags();
  const sending = Promise.all(all.map((flag) => call('POST', '/api/incidents', flag).catch(() => null)));
  const ids = idsOf(all);
  const committed = () => database.db.incident.count({ where: { id: { in: ids } } });
  await until('some are committed', async () => (await committed()) >= 10);
  await server.signal('SIGKILL');
  await sending;
  await server.restart();
  const kept = await committed();
  expect(kept).toBeLessThan(AT_ONCE); // else nothing was interrupted
  expect((await toldSince(position)).length).toBe(kept);
  const again = await caregiver();
  for (const flag of all) expect((await again.call('POST', '/api/incidents', flag)).status).toBe(200);
  expect((await toldSince(position)).toSorted()).toEqual(ids);
  expect(await database.db.recordingHold.count({ where: { incidentId: { in: ids } } })).toBe(AT_ONCE);
  before.close();
}, 120_000);
