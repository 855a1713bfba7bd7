import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { EventPage, EventView } from '../../server/contract/events.ts';
import { type Database, openDatabase } from '../../server/platform/database.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../server/platform/embedded-database.ts';
import { ensureDatabase, migrate } from '../../server/platform/migrate.ts';
import { startServerProcess, type ServerProcess } from '../support/e2e-server.ts';
import { makeFamily, makeNursery, usernameOf, type Family, type Nursery } from '../support/nursery.ts';
import { SeveredDatabase } from '../support/severed-database.ts';
import { connectSocket, signInAt } from '../support/test-server.ts';
import { until } from '../support/until.ts';

const MIGRATIONS = path.join(import.meta.dirname, '../../prisma/migrations');
const CHILDREN = 20;
/** Shares of the time a bulk takes at which something dies under it; null: right after its answer. */
const MOMENTS = [0, 0.6, 0.8, 1, null];

/** With a PostgreSQL of its own, as durable as an installation's: this one is killed. */
let postgres: EmbeddedDatabase;
let folder: string;
let door: SeveredDatabase;
let database: Database;
let server: ServerProcess;
let nursery: Nursery;
let families: Family[];
let bulkMs = 0;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'kanwa-kill-'));
  postgres = await startEmbeddedDatabase(folder);
  await ensureDatabase(postgres.url('kanwa'));
  await migrate(postgres.url('kanwa'), MIGRATIONS);
  door = await SeveredDatabase.before(postgres.url('kanwa'));
  database = openDatabase(door.url);
  nursery = await makeNursery(database.db);
  const { siteId, toddlerRoomId: classroomId } = nursery;
  families = await Promise.all(
    Array.from({ length: CHILDREN }, (_, n) =>
      makeFamily(database.db, { siteId, classroomId, child: `小${String(n)}`, guardian: `家长${String(n)}` }),
    ),
  );
  server = await startServerProcess(door.url);
  await bulk(newArrivals()); // caches and the compiler
  await everybodyLeaves();
  const startedAt = performance.now();
  await bulk(newArrivals());
  bulkMs = performance.now() - startedAt;
  await everybodyLeaves();
}, 180_000);

afterAll(async () => {
  await server.stop();
  await database.close();
  await door.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

type Arrival = { eventId: string; childId: string; happenedAt: string };
const newArrivals = (): Arrival[] =>
  families.map(({ childId }) => ({ eventId: randomUUID(), childId, happenedAt: new Date().toISOString() }));
const caregiver = () => signInAt(server, usernameOf(nursery.caregiverId));

async function bulk(arrivals: Arrival[]): Promise<number> {
  return (await (await caregiver()).call('POST', '/api/attendance/arrivals', { arrivals })).status;
}

async function everybodyLeaves(): Promise<void> {
  const { call } = await caregiver();
  for (const { childId } of families) {
    const left = { eventId: randomUUID(), childId, happenedAt: new Date().toISOString() };
    expect((await call('POST', '/api/attendance/check-outs', left)).status).toBe(200);
  }
}

/** Sends a bulk, kills something at that moment and has it started again; then nothing may be half done. */
async function killDuring(
  share: number | null,
  kill: () => Promise<void>,
  restart: () => Promise<void>,
): Promise<number> {
  const arrivals = newArrivals();
  const ids = new Set(arrivals.map(({ eventId }) => eventId));
  const { token, call } = await caregiver();
  const socket = await connectSocket(server, token);
  const after = socket.hello.position;
  const sent = call('POST', '/api/attendance/arrivals', { arrivals }).then(
    ({ status }) => status,
    () => null,
  );
  await (share === null ? sent : sleep(bulkMs * share));
  await kill();
  const status = await sent;
  await restart();

  const rows = await until('the database answers', () => recorded(ids).catch(() => undefined));
  expect([0, CHILDREN]).toContain(rows.attendance);
  expect(rows).toEqual({ attendance: rows.attendance, events: rows.attendance, audits: rows.attendance });
  if (status === 200) expect(rows.attendance).toBe(CHILDREN); // what was answered is kept
  const told = await childrenTold(after);
  expect(told).toHaveLength(rows.attendance);
  for (const { childId } of childrenIn(socket.events)) expect(told).toContain(childId); // nothing was told that is not so
  socket.close();

  expect(await bulk(arrivals)).toBe(200); // the tablet sends it again
  expect(await recorded(ids)).toMatchObject({ attendance: CHILDREN, events: CHILDREN });
  expect((await childrenTold(after)).toSorted()).toEqual(families.map(({ childId }) => childId).toSorted());
  await everybodyLeaves();
  return rows.attendance;
}

async function recorded(ids: ReadonlySet<string>) {
  const { db } = database;
  const rows = await db.attendanceEvent.findMany({ where: { id: { in: [...ids] } }, select: { recordedAt: true } });
  const since = rows[0]?.recordedAt ?? new Date();
  const audited = await db.auditEntry.findMany({ where: { action: 'attendance-checked-in', at: { gte: since } } });
  const audits = audited.filter(({ details }) => ids.has(String((details as { eventId?: string }).eventId)));
  const childIds = families.map(({ childId }) => childId);
  const last = await db.event.findMany({
    where: { childId: { in: childIds }, type: { startsWith: 'attendance:' } },
    orderBy: { id: 'desc' },
    take: CHILDREN,
    select: { type: true },
  });
  const events = last.filter(({ type }) => type === 'attendance:checked-in').length;
  return { attendance: rows.length, events, audits: audits.length };
}

const childrenIn = (events: readonly EventView[]) => events.filter((event) => event.type === 'attendance:checked-in');

/** As someone reads it who connects again: each once. */
async function childrenTold(after: number): Promise<string[]> {
  const socket = await connectSocket(server, (await caregiver()).token);
  // A commit of the last moment gets its place once the server has its own line to PostgreSQL again.
  await until(
    'every event has its place',
    async () => (await database.db.event.count({ where: { position: null } })) === 0,
  );
  const { events } = await socket.ask<EventPage>('events:since', { after });
  socket.close();
  return childrenIn(events).map(({ childId }) => childId);
}

test('kill -9 of the server in the middle of a bulk arrival: whole or not at all, and told if and only if recorded', async () => {
  const kept: number[] = [];
  for (const share of MOMENTS)
    kept.push(
      await killDuring(
        share,
        () => server.signal('SIGKILL'),
        () => server.restart(),
      ),
    );
  expect([kept[0], kept.at(-1)]).toEqual([0, CHILDREN]); // before the commit, and after it
}, 240_000);

test('kill -9 of PostgreSQL in the middle of a bulk arrival: whole or not at all, and told if and only if recorded', async () => {
  const kept: number[] = [];
  for (const share of MOMENTS) kept.push(await killDuring(share, killPostgres, startPostgresAgain));
  expect([kept[0], kept.at(-1)]).toEqual([0, CHILDREN]);
}, 240_000);

function killPostgres(): Promise<void> {
  const [pid] = readFileSync(path.join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n');
  process.kill(Number(pid), 'SIGKILL');
  return Promise.resolve();
}

/** It recovers from its log; the server finds it again by itself. */
async function startPostgresAgain(): Promise<void> {
  // Not before the last process of the killed one has ended.
  postgres = await until('PostgreSQL starts again', () => startEmbeddedDatabase(folder).catch(() => null));
  door.leadTo(postgres.url('kanwa'));
}
