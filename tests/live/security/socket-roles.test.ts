import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { io } from 'socket.io-client';
import type { ClientToServer, EventPage } from '../../../server/contract/events.ts';
import type { LiveViewOpened } from '../../../server/contract/live.ts';
import type { NetworkTestOpened } from '../../../server/contract/network-test.ts';
import type { Problem } from '../../../server/contract/problem.ts';
import { castAt, WHO, type Cast, type Who } from '../../support/security-cast.ts';
import { startSecuredAlone, type SecuredServer } from '../../support/security-server.ts';
import { connectSocket, Refused, type TestSocket } from '../../support/test-server.ts';
import { until } from '../../support/until.ts';

type Event = keyof ClientToServer;
type Signed = Exclude<Who, 'nobody'>;
const SIGNED = WHO.filter((who) => who !== 'nobody');

let server: SecuredServer;
let cast: Cast;
let sockets: TestSocket[] = [];
beforeAll(async () => {
  server = await startSecuredAlone();
  cast = await castAt(server.database.db);
  for (const { cameraId } of [cast.here, cast.elsewhere]) server.media.setPhase(cameraId, 'live');
});
afterAll(() => server.stop());
afterEach(() => {
  for (const socket of sockets) socket.close();
  sockets = [];
});

const come = async (who: Who): Promise<TestSocket> => {
  const socket = await connectSocket(server, (await cast.token(who)) ?? '');
  sockets.push(socket);
  return socket;
};
/** `ok`, or the code of the problem with that of its refusal; and the problem without the id of its log line. */
async function hear(asked: Promise<unknown>): Promise<{ code: string; words: Omit<Problem, 'id'> | null }> {
  try {
    await asked;
    return { code: 'ok', words: null };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { id: _id, ...words } = error.problem;
    return { code: [words.code, words.refusal?.code].filter(Boolean).join(' '), words };
  }
}

const dtls = { fingerprints: [{ algorithm: 'sha-256', value: 'AA' }] };
const stalled = { what: 'stall', seconds: 0.5 };
const REFUSED = 'refused not-available';
const OF_THE_ROOM = ['mother', 'caregiver', 'actingTablet'];
const REASON_NEEDED = ['siteAdmin', 'operatorAdmin'];

type Asked = { own: (socket: TestSocket) => Promise<unknown>; foreign: unknown; unknown: unknown };
/**
 * Each event of the contract: a good asking of one's own, and one of what is elsewhere and of what is not. The compiler
 * asks for a row when the contract gets an event.
 */
const EVENTS: Record<Event, (cast: Cast) => Asked & { expected: (who: Signed) => string; elsewhere: string }> = {
  'live:open': ({ here, elsewhere }) => ({
    own: (socket) => socket.ask('live:open', { cameraId: here.cameraId, canReceive: {} }),
    foreign: { cameraId: elsewhere.cameraId, canReceive: {} },
    unknown: { cameraId: randomUUID(), canReceive: {} },
    expected: (who) => {
      if (who === 'tablet') return 'who-is-acting';
      if (REASON_NEEDED.includes(who)) return 'refused reason-needed';
      return OF_THE_ROOM.includes(who) ? 'ok' : REFUSED;
    },
    elsewhere: REFUSED,
  }),
  'live:start': () => ({
    own: async (socket) => socket.ask('live:start', { viewId: await openOwn(socket), dtls }),
    foreign: { viewId: othersView, dtls },
    unknown: { viewId: randomUUID(), dtls },
    expected: (who) => (OF_THE_ROOM.includes(who) ? 'ok' : 'view-gone'),
    elsewhere: 'view-gone',
  }),
  'live:switch': () => ({
    own: async (socket) => socket.ask('live:switch', { viewId: await startOwn(socket), stream: 'sub' }),
    foreign: { viewId: othersView, stream: 'sub' },
    unknown: { viewId: randomUUID(), stream: 'sub' },
    expected: (who) => (OF_THE_ROOM.includes(who) ? 'ok' : 'view-gone'),
    elsewhere: 'view-gone',
  }),
  'live:switch-step': () => ({
    own: async (socket) => {
      const step = { viewId: await startOwn(socket), consumerId: 'none', step: 'shown' };
      return socket.ask('live:switch-step', step);
    },
    foreign: { viewId: othersView, consumerId: 'none', step: 'shown' },
    unknown: { viewId: randomUUID(), consumerId: 'none', step: 'shown' },
    expected: (who) => (OF_THE_ROOM.includes(who) ? 'ok' : 'view-gone'),
    elsewhere: 'view-gone',
  }),
  'live:close': () => ({
    own: async (socket) => socket.ask('live:close', { viewId: await openOwn(socket) }),
    foreign: { viewId: othersView },
    unknown: { viewId: randomUUID() },
    expected: (who) => (OF_THE_ROOM.includes(who) ? 'ok' : 'view-gone'),
    elsewhere: 'view-gone',
  }),
  'live:seen': () => ({
    own: async (socket) => socket.ask('live:seen', { ...stalled, viewId: await openOwn(socket) }),
    foreign: { ...stalled, viewId: othersView },
    unknown: { ...stalled, viewId: randomUUID() },
    expected: (who) => (OF_THE_ROOM.includes(who) ? 'ok' : 'view-gone'),
    elsewhere: 'view-gone',
  }),
  'network-test:open': () => ({
    own: (socket) => socket.ask('network-test:open', { way: 'udp' }),
    foreign: { way: 'spdy' },
    unknown: { way: 'spdy' },
    expected: (who) => (who === 'tablet' ? 'who-is-acting' : 'ok'),
    elsewhere: 'bad-request',
  }),
  'network-test:start': () => ({
    own: async (socket) => socket.ask('network-test:start', { testId: await openOwnTest(socket), dtls }),
    foreign: { testId: othersTest, dtls },
    unknown: { testId: randomUUID(), dtls },
    expected: (who) => (who === 'tablet' ? 'view-gone' : 'ok'),
    elsewhere: 'view-gone',
  }),
  'network-test:close': () => ({
    own: async (socket) => socket.ask('network-test:close', { testId: await openOwnTest(socket) }),
    foreign: { testId: othersTest },
    unknown: { testId: randomUUID() },
    expected: (who) => (who === 'tablet' ? 'view-gone' : 'ok'),
    elsewhere: 'view-gone',
  }),
  'events:since': () => ({
    own: (socket) => socket.ask('events:since', { after: 0 }),
    foreign: { after: Number.MAX_SAFE_INTEGER },
    unknown: { after: Number.MAX_SAFE_INTEGER },
    expected: () => 'ok',
    elsewhere: 'ok',
  }),
};

/** A view of one's own, or an id of none for those who may not have one. */
async function openOwn(socket: TestSocket): Promise<string> {
  const opening = socket.ask<LiveViewOpened>('live:open', { cameraId: cast.here.cameraId, canReceive: {} });
  return opening.then(
    ({ viewId }) => viewId,
    () => randomUUID(),
  );
}
/** The same, with the picture flowing where there is one. */
async function startOwn(socket: TestSocket): Promise<string> {
  const viewId = await openOwn(socket);
  await socket.ask('live:start', { viewId, dtls }).catch(() => undefined);
  return viewId;
}
let othersView: string;

/** The same for a test of the network. */
async function openOwnTest(socket: TestSocket): Promise<string> {
  const opening = socket.ask<NetworkTestOpened>('network-test:open', { way: 'udp' });
  return opening.then(
    ({ testId }) => testId,
    () => randomUUID(),
  );
}
let othersTest: string;

const cases = (Object.keys(EVENTS) as Event[]).flatMap((event) => SIGNED.map((who): [Event, Signed] => [event, who]));

test.each(cases)('%s by %s: what the table says, and elsewhere reads as nothing at all', async (event, who) => {
  await server.database.db.rateLimit.deleteMany(); // the caregiver opens one for every row here, more than a person may
  const other = await come('caregiver');
  othersView = await startOwn(other);
  othersTest = await openOwnTest(other);
  const { own, foreign, unknown, expected, elsewhere } = EVENTS[event](cast);
  const socket = await come(who);
  expect((await hear(own(socket))).code).toBe(expected(who));
  const [ofForeign, ofUnknown] = [await hear(socket.ask(event, foreign)), await hear(socket.ask(event, unknown))];
  expect(ofForeign.words).toEqual(ofUnknown.words);
  expect(ofForeign.code).toBe(who === 'tablet' && event === 'live:open' ? 'who-is-acting' : elsewhere);
  // Whatever was tried, another's view goes on, and so does another's test.
  expect(server.media.views.has(othersView)).toBe(true);
  expect(server.media.networkTests.tests.get(othersTest)).toEqual({ over: 'udp', isStarted: false });
});

test.each<[string, object]>([
  ['no token', {}],
  ['an empty token', { token: '' }],
  ['a token that is none', { token: 'a.b.c' }],
  ['an object', { token: { toString: 'x' } }],
  ['an array', { token: ['x'] }],
  ['a number', { token: 1 }],
  ['a prototype', { token: '__proto__' }],
  ['two thousand characters and one', { token: 'a'.repeat(2_001) }],
])('nobody gets a socket: %s', async (_what, auth) => {
  const socket = io(server.url, { transports: ['websocket'], reconnection: false, auth });
  const told = await new Promise<{ message: string; data?: { problem?: Problem } }>((resolve, reject) => {
    socket.on('connect', () => reject(new Error('connected')));
    socket.on('connect_error', resolve);
  }).finally(() => socket.close());
  expect([told.message, told.data?.problem?.code]).toEqual(['not-signed-in', 'not-signed-in']);
});

test('what each role hears of the day by events:since is its own part of it', async () => {
  const { db } = server.database;
  const ids = { siteId: cast.here.siteId, classroomId: cast.here.classroomId, childId: cast.here.family.childId };
  await db.event.create({ data: { type: 'attendance:checked-in', ...ids, payload: { by: cast.here.caregiverId } } });
  await db.event.create({
    data: { type: 'register:changed', siteId: cast.here.siteId, payload: { what: 'people' } },
  });
  await until('they have their positions', async () => (await db.event.count({ where: { position: null } })) === 0);
  const heard: Partial<Record<Signed, string[]>> = {};
  for (const who of SIGNED) {
    const socket = await come(who);
    const types = async () =>
      (await socket.ask<EventPage>('events:since', { after: 0 })).events
        .map(({ type }) => type)
        .filter((type) => type !== 'watching:changed');
    heard[who] = [...new Set(await types())].sort();
  }
  const [attendance, register] = ['attendance:checked-in', 'register:changed'];
  expect(heard).toEqual({
    mother: [attendance],
    otherMother: [],
    blockedFather: [],
    caregiver: [attendance],
    volunteer: [attendance],
    tablet: [attendance],
    actingTablet: [attendance],
    siteAdmin: [attendance, register],
    otherSiteAdmin: [],
    orgAdmin: [],
    operatorAdmin: [attendance, register],
    inspector: [attendance, register],
    endedInspector: [],
  });
});
