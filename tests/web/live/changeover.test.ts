import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { NOON, nursery } from './played-nursery.ts';

const settle = () => jest.advanceTimersByTimeAsync(0);

beforeEach(() => {
  jest.useFakeTimers({ now: NOON });
});
afterEach(() => {
  jest.useRealTimers();
});

const frame = (ms: number, atMs = ms) => ({ rtpTimestamp: ms * 90, atMs });
async function catchingUp() {
  const room = nursery();
  room.state.catchesUp = true;
  room.viewing.start();
  await settle();
  return room;
}

test('a picture that hurries towards now stays behind the poster, and is shown when it has arrived', async () => {
  const { viewing, phase } = await catchingUp();
  expect(viewing.state.get()).toMatchObject({ phase: 'connecting', catchUp: { id: 'catch-up 1' } });
  viewing.catchUpSeen(frame(1_000, 0));
  for (let atMs = 17; atMs < 150; atMs += 17) viewing.catchUpSeen(frame(1_002, atMs));
  expect(phase()).toBe('connecting');
  viewing.catchUpSeen(frame(1_180, 150));
  expect(viewing.state.get()).toMatchObject({ phase: 'playing', catchUp: { id: 'catch-up 1' } });
});

test('a picture that has stopped hurrying sooner is shown sooner', async () => {
  const { viewing, phase } = await catchingUp();
  viewing.catchUpSeen(frame(1_000, 0));
  viewing.catchUpSeen(frame(1_002, 34));
  expect(phase()).toBe('connecting');
  viewing.catchUpSeen(frame(1_042, 74));
  expect(phase()).toBe('playing');
});

test('the shared picture takes over when it is as far as the one on the screen, and never jumps back', async () => {
  const { viewing, received } = await catchingUp();
  viewing.catchUpSeen(frame(1_000));
  viewing.catchUpSeen(frame(1_200));
  viewing.frameSeen(frame(1_160));
  expect(viewing.state.get()).toHaveProperty('catchUp');
  expect(received[0]?.caughtUp).toBe(false);
  viewing.frameSeen(frame(1_200));
  expect(viewing.state.get()).toEqual({
    phase: 'playing',
    stream: { id: 'stream 1' },
    until: '2026-11-20T09:00:00.000Z',
  });
  expect(received[0]?.caughtUp).toBe(true);
  viewing.catchUpSeen(frame(1_240)); // of a video that is just being taken away
  expect(viewing.state.get()).not.toHaveProperty('catchUp');
});

test('timestamps go round', async () => {
  const { viewing } = await catchingUp();
  viewing.catchUpSeen({ rtpTimestamp: 0xffffffff, atMs: 0 });
  viewing.frameSeen({ rtpTimestamp: 3_599, atMs: 40 });
  expect(viewing.state.get()).not.toHaveProperty('catchUp');
});

test('where the shared picture comes first it is shown at once; where it also came late, the next view is opened the plain way', async () => {
  const { viewing, phase, asked } = await catchingUp();
  viewing.frameSeen(frame(1_000));
  expect(phase()).toBe('playing');
  void viewing.pause('viewer');
  viewing.resume();
  await jest.advanceTimersByTimeAsync(1_000);
  viewing.frameSeen(frame(5_000));
  void viewing.pause('viewer');
  viewing.resume();
  await settle();
  expect(asked.map(({ canCatchUp }) => canCatchUp)).toEqual([true, true, false]);
});

test('of a stream that catches up nothing is left when the view ends', async () => {
  const { viewing, told, opened, received } = await catchingUp();
  viewing.catchUpSeen(frame(1_000));
  viewing.catchUpSeen(frame(1_200));
  const refusal = { code: 'not-available' } as const;
  told.ended.tell({ viewId: opened[0]!, reason: 'not-available', refusal, again: false });
  expect(viewing.state.get()).not.toHaveProperty('catchUp');
  expect(received[0]?.closed).toBe(true);
  viewing.catchUpSeen(frame(1_240));
  expect(viewing.state.get().phase).toBe('ended');
});
