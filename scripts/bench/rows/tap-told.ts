import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Server } from 'socket.io';
import { dateColumn, localDay } from '../../../server/platform/calendar.ts';
import type { Db } from '../../../server/platform/database.ts';
import type { BenchPlace } from '../bench-place.ts';
import type { BenchRow } from '../bench-row.ts';
import type { Arrival, CrowdAnswer, CrowdAsk } from '../crowd.ts';
import { idOf } from '../fill-nursery.ts';
import { tokensFor } from '../sessions.ts';
import { extent, median, percentile, shown, timed } from '../figures.ts';

const PEOPLE = 50;
const SOCKETS = 1_000;
const TAPS = 25;
const ROUNDS = 4;
const APART_MS = 250;
/** PERFORMANCE.md, P6: 1.5 × a bare emit, on top of the commit. */
const GOAL = 1.5;

/** Every child of the filled nursery is present, so that the tap is a departure. From its sending to its arrival at each of 1,000 staff who may see it, against a bare emit to as many sockets. */
export const tapTold: BenchRow = {
  id: 'P6',
  name: 'tap-told',
  about: 'a tap until 1,000 sockets show it, against a bare Socket.IO emit to as many',
  measure: async (place) => {
    const crowd = fork(path.join(import.meta.dirname, '../crowd.ts'), {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    const http = createServer();
    const bare = new Server(http, { serveClient: false });
    try {
      http.listen(0, '127.0.0.1');
      await once(http, 'listening');
      const { port } = http.address() as AddressInfo;
      await ask(crowd, { connect: { url: place.url, tokens: await tokensOf(place) } });
      const nobody = Array.from({ length: SOCKETS }, () => null);
      await ask(crowd, { connect: { url: `http://127.0.0.1:${String(port)}`, tokens: nobody } });
      return [await compare(place, crowd, bare)];
    } finally {
      crowd.disconnect();
      await bare.close();
    }
  },
};

async function compare(place: BenchPlace, crowd: ChildProcess, bare: Server) {
  const tap = await tapping(place);
  const p99s = { ours: [] as number[], bare: [] as number[], commit: [] as number[] };
  let child = 0;
  for (let round = -1; round < ROUNDS; round += 1) {
    const ours = await latencies(crowd, () => tap(child++));
    const emitted = await latencies(crowd, () => emit(bare, child++));
    const commits: number[] = [];
    for (let n = 0; n < TAPS; n += 1) {
      commits.push(await timed(() => insertAsMuch(place.database.db, child++)));
      await sleep(APART_MS);
    }
    if (round < 0) continue; // caches and the compiler
    p99s.ours.push(percentile(ours, 0.99));
    p99s.bare.push(percentile(emitted, 0.99));
    p99s.commit.push(percentile(commits, 0.99));
  }
  const beside = p99s.ours.map((ms, round) => ms - (p99s.commit[round] ?? 0));
  return {
    what: `tap → shown at ${String(SOCKETS)} sockets, p99, without the commit`,
    ours: shown(beside),
    against: `bare emit ${shown(p99s.bare)}, commit ${shown(p99s.commit)}`,
    ratio: median(beside) / median(p99s.bare),
    goal: GOAL,
    ...extent(beside),
    figures: { sockets: SOCKETS, tapsARound: TAPS, apartMs: APART_MS, p99Ms: p99s },
  };
}

/** Of each thing told, how long it took to each socket. */
async function latencies(crowd: ChildProcess, tell: () => Promise<{ key: string; at: number }>): Promise<number[]> {
  const told = new Map<string, number>();
  await ask(crowd, { take: true });
  for (let n = 0; n < TAPS; n += 1) {
    const { key, at } = await tell();
    told.set(key, at);
    await sleep(APART_MS);
  }
  const arrivals: Arrival[] = [];
  for (let waited = 0; arrivals.length < TAPS * SOCKETS && waited < 20; waited += 1) {
    const answer = await ask(crowd, { take: true });
    if ('arrivals' in answer) arrivals.push(...answer.arrivals.filter(({ key }) => told.has(key)));
    await sleep(100);
  }
  if (arrivals.length < TAPS * SOCKETS)
    throw new Error(`Only ${String(arrivals.length)} of ${String(TAPS * SOCKETS)} were shown.`);
  return arrivals.map(({ key, at }) => at - (told.get(key) ?? Number.NaN));
}

const clock = () => performance.timeOrigin + performance.now();

async function tapping(place: BenchPlace): Promise<(n: number) => Promise<{ key: string; at: number }>> {
  const director = await place.admin(0);
  return async (n) => {
    const key = idOf('child', n);
    const tap = { eventId: randomUUID(), childId: key, happenedAt: new Date().toISOString() };
    const body = new Uint8Array(Buffer.from(JSON.stringify(tap)));
    const at = clock();
    await director('/api/attendance/check-outs', { method: 'POST', body, type: 'application/json' });
    return { key, at };
  };
}

/** The words that a tap puts on the wire. */
function emit(bare: Server, n: number): Promise<{ key: string; at: number }> {
  const key = idOf('child', n);
  const at = clock();
  bare.emit('event', {
    position: n,
    at: new Date().toISOString(),
    siteId: idOf('site', 0),
    type: 'attendance:checked-out',
    childId: key,
    childName: '乌云朵朵',
    classroomId: idOf('classroom', 0),
    classroomName: '海棠班',
    by: '王丽',
    withName: null,
  });
  return Promise.resolve({ key, at });
}

/** The three rows of a tap in one transaction, and nothing around it: the event is of nobody, so that no socket hears of it. */
async function insertAsMuch(db: Db, n: number): Promise<void> {
  const at = new Date();
  const childId = idOf('child', n);
  const [siteId, classroomId, actorId] = [idOf('site', 0), idOf('classroom', 0), idOf('admin', 0)];
  const day = dateColumn(localDay(at, 'Asia/Shanghai'));
  const row = {
    id: randomUUID(),
    childId,
    classroomId,
    kind: 'checked_out',
    happenedAt: at,
    recordedAt: at,
    day,
    actorId,
  };
  await db.$transaction([
    db.attendanceEvent.create({ data: row }),
    db.event.create({ data: { type: 'watching:changed', at, payload: {} } }),
    db.auditEntry.create({ data: { action: 'attendance-checked-out', at, actorId, siteId, childId, details: {} } }),
  ]);
}

/** Administrators of the first site, each signed in often: as many sockets that may see everything there. */
async function tokensOf(place: BenchPlace): Promise<string[]> {
  const { db } = place.database;
  const people = Array.from({ length: PEOPLE }, () => randomUUID());
  await db.user.createMany({ data: people.map((id) => ({ id, username: id, name: '园长', passwordHash: '' })) });
  await db.roleAssignment.createMany({
    data: people.map((userId) => ({ userId, role: 'site_admin', siteId: idOf('site', 0) })),
  });
  return tokensFor(
    place,
    Array.from({ length: SOCKETS }, (_, n) => people[n % PEOPLE] ?? ''),
  );
}

async function ask(crowd: ChildProcess, question: CrowdAsk): Promise<CrowdAnswer> {
  crowd.send(question);
  const [answer] = (await once(crowd, 'message')) as [CrowdAnswer];
  return answer;
}
