import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { MOST_SPEED_BYTES } from '../../server/contract/network-test.ts';
import { LiveRoom } from '../support/live-room.ts';

let room: LiveRoom;
let token: string;
beforeAll(async () => {
  room = await LiveRoom.open();
  ({ token } = await room.signIn(room.nursery.duoduo.guardianId));
});
afterAll(() => room.server.stop());
afterEach(async () => {
  await room.server.database.db.rateLimit.deleteMany();
});

const get = (path: string) =>
  fetch(`${room.server.url}${path}`, { headers: { authorization: `Bearer ${token}`, 'accept-encoding': 'gzip, br' } });
const download = (bytes: number | string) => get(`/api/network-test/bytes?bytes=${String(bytes)}`);

test('the download is as long as asked, kept nowhere, made smaller by nobody, and not the same byte over and over', async () => {
  const answer = await download(200_000);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toContain('no-store');
  expect(answer.headers.get('content-encoding')).toBeNull();
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect(bytes).toHaveLength(200_000);
  expect(new Set(bytes).size).toBe(256);
});

test.each([0, -1, MOST_SPEED_BYTES + 1, 'x', '1e3x', ''])('attack: a download of %s bytes', async (bytes) => {
  expect((await download(bytes)).status).toBe(400);
});

test('attack: downloading without end, and what is refused is not sent', async () => {
  const statuses: number[] = [];
  for (let i = 0; i < 12; i += 1) statuses.push((await download(1_000)).status);
  expect(statuses).toEqual([...Array<number>(10).fill(200), 429, 429]);
});

test('a page that stops reading after a moment does not disturb the server', async () => {
  const answer = await download(MOST_SPEED_BYTES);
  const reader = answer.body!.getReader();
  expect((await reader.read()).value!.length).toBeGreaterThan(0);
  await reader.cancel();
  expect((await get('/api/network-test')).status).toBe(200);
});
