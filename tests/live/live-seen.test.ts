import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { LiveRoom } from '../support/live-room.ts';
import { METRICS_TOKEN, Refused, type TestSocket } from '../support/test-server.ts';

let room: LiveRoom;
beforeAll(async () => {
  room = await LiveRoom.open();
});
afterAll(() => room.server.stop());
beforeEach(() => room.checkIn(room.nursery.duoduo.childId));
afterEach(() => room.allLeave());

const numbers = async (): Promise<string> => {
  const answer = await fetch(`${room.server.url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
  return answer.text();
};
const numberOf = async (line: string) =>
  Number(
    (await numbers())
      .split('\n')
      .find((each) => each.startsWith(`${line} `))
      ?.slice(line.length + 1) ?? 0,
  );
const tell = (socket: TestSocket, seen: object) =>
  socket.ask('live:seen', seen).then(
    () => 'ok',
    (error: unknown) => (error instanceof Refused ? error.problem.code : 'no answer'),
  );
const picture = { what: 'first-picture', ms: 240, way: 'udp', start: 'fast' };
const stall = { what: 'stall', seconds: 0.02 };

test('a browser tells once when its picture came, and of each time it stood still: also just after the view ended', async () => {
  const [count, sum] = ['_count', '_sum'].map((end) => `kanwa_first_picture_seconds${end}{way="udp",start="fast"}`);
  const { socket, viewId } = await room.watching();
  expect(await tell(socket, { ...picture, viewId })).toBe('ok');
  expect(await tell(socket, { ...picture, viewId })).toBe('too-many-tries');
  expect([await numberOf(count!), await numberOf(sum!)]).toEqual([1, 0.24]);
  await socket.ask('live:close', { viewId });
  expect(await tell(socket, { ...stall, viewId })).toBe('ok');
  expect(await numberOf('kanwa_stalls_total')).toBe(1);
  expect(await numberOf('kanwa_stalled_seconds_total')).toBe(0.02);
});

test('attack: numbers of a view that is another page’s, or of none', async () => {
  const { viewId } = await room.watching();
  const other = await room.come(room.nursery.duoduo.guardianId);
  const before = await numberOf('kanwa_stalls_total');
  expect(await tell(other.socket, { ...stall, viewId })).toBe('view-gone');
  expect(await numberOf('kanwa_stalls_total')).toBe(before);
});

test.each<[string, object]>([
  ['a negative time', { ...picture, ms: -1 }],
  ['a time that nobody waits', { ...picture, ms: 120_001 }],
  ['no number', { ...picture, ms: 'fast' }],
  ['a way that is none, for a label of its own', { ...picture, way: 'x'.repeat(50) }],
  ['a start that is none', { ...picture, start: 'slow' }],
  ['a stall of an hour', { ...stall, seconds: 3_600 }],
  ['infinitely long', { ...stall, seconds: Infinity }],
  ['something else', { what: 'happiness' }],
])('attack: %s', async (_what, wrong) => {
  const { socket, viewId } = await room.watching();
  const labels = async () => (await numbers()).split('\n').filter((line) => /kanwa_(first|stall)/.test(line));
  const before = await labels();
  expect(await tell(socket, { ...wrong, viewId })).toBe('bad-request');
  expect(await labels()).toEqual(before);
});

test('attack: a picture that stood longer than it is there', async () => {
  const { socket, viewId } = await room.watching();
  const before = await numberOf('kanwa_stalled_seconds_total');
  expect(await tell(socket, { what: 'stall', viewId, seconds: 60 })).toBe('too-many-tries');
  expect(await tell(socket, { what: 'stall', viewId, seconds: 0.9 })).toBe('ok');
  expect(await tell(socket, { what: 'stall', viewId, seconds: 0.9 })).toBe('too-many-tries');
  expect(await numberOf('kanwa_stalled_seconds_total')).toBeCloseTo(before + 0.9);
});

test('attack: stalls without end of one view', async () => {
  const { socket, viewId } = await room.watching();
  const before = await numberOf('kanwa_stalls_total');
  const codes: string[] = [];
  for (let i = 0; i < 65; i += 1) {
    codes.push(await tell(socket, { ...stall, viewId }));
    await new Promise((resolve) => setTimeout(resolve, 40)); // under the socket's own limit
  }
  expect(codes.filter((code) => code === 'ok')).toHaveLength(60);
  expect(codes.at(-1)).toBe('too-many-tries');
  expect(await numberOf('kanwa_stalls_total')).toBe(before + 60);
});

test('how views begin at the media node stands beside it, and nothing of it while the node is away', async () => {
  const before = await numberOf('kanwa_media_plain_starts_total{reason="not-asked"}');
  await room.watching();
  expect(await numberOf('kanwa_media_plain_starts_total{reason="not-asked"}')).toBe(before + 1);
  expect(await numberOf('kanwa_media_views')).toBe(1);
  room.server.media.goDown();
  expect(await numbers()).not.toMatch(/^kanwa_media_views \d/m);
  room.server.media.comeUp();
});
