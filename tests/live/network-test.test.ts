import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { NetworkTestOpened } from '../../server/contract/network-test.ts';
import { LiveRoom } from '../support/live-room.ts';
import { Refused, type TestSocket } from '../support/test-server.ts';
import { until } from '../support/until.ts';

const dtls = { fingerprints: [{ algorithm: 'sha-256', value: 'AA' }] };

let room: LiveRoom;
beforeAll(async () => {
  room = await LiveRoom.open();
});
afterAll(() => room.server.stop());
afterEach(async () => {
  await room.allLeave();
  await until('no test is left', () => openTests().size === 0);
  await room.server.database.db.rateLimit.deleteMany();
});

const openTests = () => room.server.media.networkTests.tests;
const open = (socket: TestSocket, way: 'udp' | 'tcp' | 'turn' = 'udp') =>
  socket.ask<NetworkTestOpened>('network-test:open', { way });
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'ok',
    (error: unknown) => (error instanceof Refused ? error.problem.code : 'no answer'),
  );
/** Whose child is not here, and who may watch nothing now. */
const mother = async () => (await room.come(room.nursery.duoduo.guardianId)).socket;

test('a test needs no right to watch: it carries no picture, and says which doors have to be open', async () => {
  const socket = await mother();
  const { testId, transport, doors, iceServers } = await open(socket);
  expect(transport).toMatchObject({ iceCandidates: [{ protocol: 'udp' }] });
  expect(doors).toEqual({ addresses: ['10.9.8.7'], udp: [40_000, 40_001], tcp: [40_000, 40_001] });
  expect(iceServers).toEqual([]);
  await socket.ask('network-test:start', { testId, dtls });
  expect(openTests().get(testId)).toEqual({ over: 'udp', isStarted: true });
  expect(await room.openRows()).toBe(0);
});

test('TURN that is not set up is said to be so, and costs the video service nothing', async () => {
  expect(await open(await mother(), 'turn')).toMatchObject({ transport: null, doors: null, iceServers: [] });
  expect(openTests().size).toBe(0);
});

test('one page tests one way at a time, and leaves nothing behind', async () => {
  const socket = await mother();
  const first = await open(socket);
  const second = await open(socket, 'tcp');
  expect([...openTests().keys()]).toEqual([second.testId]);
  expect(await codeOf(socket.ask('network-test:start', { testId: first.testId, dtls }))).toBe('view-gone');
  await socket.ask('network-test:close', { testId: second.testId });
  expect(openTests().size).toBe(0);
  await open(socket);
  socket.close();
  await until('it went with its page', () => openTests().size === 0);
});

test('attack: another page starts or closes the test', async () => {
  const { testId } = await open(await mother());
  const stranger = (await room.come(room.nursery.anan.guardianId)).socket;
  expect(await codeOf(stranger.ask('network-test:start', { testId, dtls }))).toBe('view-gone');
  expect(await codeOf(stranger.ask('network-test:close', { testId }))).toBe('view-gone');
  expect(await codeOf(stranger.ask('network-test:close', { testId: randomUUID() }))).toBe('view-gone');
  expect(openTests().get(testId)).toEqual({ over: 'udp', isStarted: false });
});

test('attack: testing without end, from several pages of one person', async () => {
  const pages = await Promise.all([mother(), mother(), mother()]);
  const codes: string[] = [];
  for (let i = 0; i < 33; i += 1) codes.push(await codeOf(open(pages[i % pages.length]!)));
  expect(codes.slice(0, 30)).toEqual(Array(30).fill('ok'));
  expect(codes.slice(30)).toEqual(Array(3).fill('too-many-tries'));
  expect(openTests().size).toBe(3);
  // Somebody else is not held up by it.
  expect(await codeOf(open((await room.come(room.nursery.anan.guardianId)).socket))).toBe('ok');
});

test('while the video service is away, that is what is said, not that the network is closed', async () => {
  const socket = await mother();
  room.server.media.goDown();
  expect(await codeOf(open(socket))).toBe('media-unavailable');
  room.server.media.comeUp();
  expect(await codeOf(open(socket))).toBe('ok');
});
