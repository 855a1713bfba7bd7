import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { EventPage, EventView } from '../../../server/contract/events.ts';
import type { LiveViewOpened } from '../../../server/contract/live.ts';
import { appendEvent } from '../../../server/events/append-event.ts';
import { askAt } from '../../support/security-ask.ts';
import { arrive, castAt, type Cast, type Who } from '../../support/security-cast.ts';
import { startSecuredServer, type SecuredServer } from '../../support/security-server.ts';
import { openTestDatabase } from '../../support/test-database.ts';
import { connectSocket, type TestSocket } from '../../support/test-server.ts';
import { until } from '../../support/until.ts';

let databaseUrl: string;
let closeDatabase: () => Promise<void>;
let one: SecuredServer;
let two: SecuredServer;
let cast: Cast;
const sockets: TestSocket[] = [];

beforeAll(async () => {
  ({ url: databaseUrl, close: closeDatabase } = await openTestDatabase());
  [one, two] = [await startSecuredServer(databaseUrl), await startSecuredServer(databaseUrl)];
  cast = await castAt(one.database.db);
});
beforeEach(() => {
  for (const { media } of [one, two]) media.setPhase(cast.here.cameraId, 'live');
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});
afterAll(async () => {
  await Promise.all([one.stop(), two.stop()]);
  await closeDatabase();
});

const tokenOf = async (who: Who) => (await cast.token(who)) ?? '';
async function comeTo(server: SecuredServer, token: string): Promise<TestSocket> {
  const socket = await connectSocket(server, token);
  sockets.push(socket);
  return socket;
}
const askOneWith = async (token: string, method: string, path: string, body?: unknown) => {
  const answer = await askAt(one.url, { method, path, token, body });
  expect(answer.code).toBe('ok');
};
const askOne = async (who: Who, method: string, path: string, body?: unknown) =>
  askOneWith(await tokenOf(who), method, path, body);

/** The mother at server two, with the picture flowing. */
async function watchingAtTwo(): Promise<{ socket: TestSocket; viewId: string; token: string }> {
  const token = await tokenOf('mother');
  const socket = await comeTo(two, token);
  const { viewId } = await socket.ask<LiveViewOpened>('live:open', { cameraId: cast.here.cameraId, canReceive: {} });
  await socket.ask('live:start', { viewId, dtls: { fingerprints: [{ algorithm: 'sha-256', value: 'AA' }] } });
  expect(two.media.sending).toEqual([viewId]);
  return { socket, viewId, token };
}

async function justRenewed(): Promise<void> {
  const leases = async () =>
    (await one.database.db.viewingSession.findMany({ where: { endedAt: null } })).map(({ leaseUntil }) => +leaseUntil);
  const [before = 0] = await leases();
  await until('the lease was renewed', async () => (await leases()).some((leaseUntil) => leaseUntil > before));
}

describe('what happens at one server ends the picture at the other', () => {
  afterEach(async () => {
    const { db } = one.database;
    await db.guardianship.updateMany({
      where: { id: cast.nursery.duoduo.guardianshipId },
      data: { withdrawnAt: null },
    });
    await db.user.updateMany({ data: { suspendedAt: null } });
    await db.cameraPause.updateMany({ data: { endedAt: new Date() } });
    await db.site.updateMany({ data: { liveViewOnSince: new Date(0), liveViewBasis: '依据' } });
    await arrive(db, cast.nursery.duoduo.childId, cast.here.classroomId, cast.here.caregiverId);
  });
  const mother = () => cast.nursery.duoduo;
  const tap = () => ({ eventId: randomUUID(), childId: mother().childId, happenedAt: new Date().toISOString() });

  test.each<[string, string, () => Promise<unknown>]>([
    ['check-out', 'child-left', () => askOne('caregiver', 'POST', '/api/attendance/check-outs', tap())],
    [
      'a move to another room, whose event names that room alone',
      'child-elsewhere',
      async () => {
        const { childId } = mother();
        const { seniorCaregiverId, seniorRoomId: classroomId } = cast.nursery;
        const times = { weekdays: [1, 2, 3, 4, 5, 6, 7], fromMinute: 0, toMinute: 1440, startsOn: new Date(0) };
        const enrolment = { childId, classroomId, sessionKind: 'full_day', ...times };
        await one.database.db.enrolment.create({ data: enrolment });
        await justRenewed(); // the next renewal, which would end it too, is further away than we wait
        const token = await cast.tokenOf(seniorCaregiverId);
        await askOneWith(token, 'POST', '/api/attendance/check-ins', tap());
      },
    ],
    [
      'a private moment',
      'camera-paused',
      () => askOne('caregiver', 'POST', `/api/cameras/${cast.here.cameraId}/pause`, { minutes: 5 }),
    ],
    [
      'a withdrawn right',
      'not-available',
      () =>
        askOne('siteAdmin', 'POST', `/api/admin/guardianships/${mother().guardianshipId}/withdraw`, {
          kind: 'right',
          reason: '协议',
        }),
    ],
    [
      'the site’s switch',
      'site-live-off',
      () =>
        askOne('operatorAdmin', 'POST', `/api/admin/sites/${cast.here.siteId}/live-view`, {
          on: false,
          reason: '整改',
        }),
    ],
  ])('%s', async (_what, reason, act) => {
    const { socket, viewId } = await watchingAtTwo();
    await act();
    await until('the picture at the other server is dark', () => two.media.sending.length === 0, 3_000);
    await until('the viewer is told', () => socket.ended.length === 1);
    expect(socket.ended[0]).toMatchObject({ viewId, reason, again: false });
  });

  test('a suspended account: the picture ends and the socket is closed', async () => {
    const { socket } = await watchingAtTwo();
    await askOne('siteAdmin', 'PUT', `/api/admin/people/${mother().guardianId}/suspension`, {
      suspended: true,
      reason: '离园',
    });
    await until('the picture is dark', () => two.media.sending.length === 0, 4_000);
    await until('the socket is closed', () => socket.socket.disconnected, 4_000);
    expect(socket.sessionEnds).toEqual(['account-inactive']);
  });

  test('signing out: of this browser alone, and of everywhere', async () => {
    const { socket, token } = await watchingAtTwo();
    const other = await comeTo(two, await tokenOf('mother'));
    await askAt(one.url, { method: 'DELETE', path: '/api/session', token });
    await until('the picture is dark', () => two.media.sending.length === 0, 4_000);
    await until('the socket is closed', () => socket.socket.disconnected, 4_000);
    expect([socket.sessionEnds, other.socket.connected]).toEqual([['signed-out'], true]);
    await askOne('mother', 'DELETE', '/api/sessions');
    await until('the other one is closed, too', () => other.socket.disconnected, 4_000);
  });

  test('a tablet that is switched off', async () => {
    const token = await tokenOf('actingTablet');
    const socket = await comeTo(two, token);
    const { deviceId } = JSON.parse(
      (await askAt(one.url, { method: 'DELETE', path: '/api/device/act', token })).text,
    ) as { deviceId: string };
    await askOne('siteAdmin', 'DELETE', `/api/admin/devices/${deviceId}`);
    await until('the socket is closed', () => socket.socket.disconnected, 4_000);
    expect(socket.sessionEnds).toEqual(['device-revoked']);
    await expect(comeTo(two, token)).rejects.toThrow('device-revoked');
  });
});

test('attack: a message to the servers that is none of theirs ends nothing and stops nothing', async () => {
  const socket = await comeTo(two, await tokenOf('mother'));
  for (const payload of [
    '',
    '{',
    'null',
    '[]',
    '{"reason":"expired"}',
    '{"userId":{"$ne":1},"reason":"expired"}',
    '{"userId":"","reason":"signed-out"}',
  ])
    await one.database.pool.query(`SELECT pg_notify('kanwa_session', $1)`, [payload]);
  await askOne('caregiver', 'POST', `/api/cameras/${cast.here.cameraId}/pause`, { minutes: 5 });
  await until('the next event is told', () => socket.events.some(({ type }) => type === 'camera:paused'));
  expect(socket.socket.connected).toBe(true);
});

describe('nothing is lost', () => {
  const write = async (count: number) => {
    const { siteId } = cast.here;
    for (let index = 0; index < count; index += 1) {
      await appendEvent(one.database.db, {
        type: 'register:changed',
        at: new Date(),
        siteId,
        payload: { what: 'people' },
      });
      await sleep(Math.random() * 12);
    }
  };
  const allPositions = async (after: number) => {
    const { db } = one.database;
    await until('all have positions', async () => (await db.event.count({ where: { position: null } })) === 0);
    const rows = await db.event.findMany({
      where: { position: { gt: after }, siteId: cast.here.siteId },
      orderBy: { position: 'asc' },
    });
    return rows.map(({ position }) => Number(position));
  };
  const pagesSince = async (socket: TestSocket, after: number): Promise<EventView[]> => {
    const page = await socket.ask<EventPage>('events:since', { after });
    return page.more ? [...page.events, ...(await pagesSince(socket, page.position))] : page.events;
  };

  test('over ten reconnects, now at one server and now at the other, while three write', async () => {
    const token = await tokenOf('siteAdmin');
    const first = await comeTo(one, token);
    const begin = first.hello.position;
    const heard = new Set<number>();
    const writing = Promise.all([write(40), write(40), write(40)]);
    for (let turn = 0; turn < 10; turn += 1) {
      const socket = await comeTo(turn % 2 === 0 ? two : one, token);
      // as a browser does: everything after the last of which all before it are known
      let known = begin;
      while (heard.has(known + 1)) known += 1;
      for (const { position } of await pagesSince(socket, known)) heard.add(position);
      await sleep(60);
      socket.close();
      for (const { position } of socket.events) heard.add(position);
    }
    await writing;
    const expected = await allPositions(begin);
    const last = await comeTo(two, token);
    for (const { position } of await pagesSince(last, begin)) heard.add(position);
    expect(expected.filter((position) => !heard.has(position))).toEqual([]);
    expect(expected.length).toBeGreaterThanOrEqual(120);
  });

  test('what one socket heard live is every event once, in order', async () => {
    const socket = await comeTo(two, await tokenOf('siteAdmin'));
    await Promise.all([write(30), write(30)]);
    const expected = await allPositions(socket.hello.position);
    await until('all of it is told', () => socket.events.length >= expected.length);
    expect(socket.events.map(({ position }) => position)).toEqual(expected);
  });

  test('over a restart: a server that began later replays what was told before it lived', async () => {
    const token = await tokenOf('siteAdmin');
    const third = await startSecuredServer(databaseUrl);
    const before = await comeTo(third, token);
    await write(5);
    await until('some of it is heard', () => before.events.length >= 5);
    const known = before.events.at(-1)?.position ?? 0;
    await third.stop();
    await until('the socket knows', () => before.socket.disconnected);
    await write(7);
    const missed = await allPositions(known);
    const fourth = await startSecuredServer(databaseUrl);
    const after = await comeTo(fourth, token);
    expect(after.hello.position).toBeGreaterThanOrEqual(missed.at(-1) ?? 0);
    expect((await pagesSince(after, known)).map(({ position }) => position)).toEqual(missed);
    after.close();
    await fourth.stop();
  });
});
