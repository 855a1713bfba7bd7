import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { chooseStream } from '../../../web/features/live/stream-choice.ts';
import { NOON, nursery } from './played-nursery.ts';

const settle = () => jest.advanceTimersByTimeAsync(0);

/** A room whose picture has been seen, and whose shown picture goes on with a frame every tenth of a second. */
async function playing(change: (room: ReturnType<typeof nursery>) => void = () => undefined) {
  const room = nursery();
  change(room);
  room.viewing.start();
  await settle();
  room.viewing.frameSeen();
  const passes = async (ms: number) => {
    for (let at = 0; at < ms; at += 100) {
      await jest.advanceTimersByTimeAsync(100);
      if (room.phase() === 'playing') room.viewing.frameSeen();
    }
  };
  /** The stream of a change shows its first frame. */
  const comes = async (at: number) => {
    room.viewing.streams.comingSeen(room.switches[at]!.media, null);
    await settle();
  };
  const shown = () => {
    const state = room.viewing.state.get();
    return 'stream' in state ? state.stream.id : null;
  };
  const told = () => room.viewing.streams.state.get();
  return { ...room, passes, comes, shown, told };
}

beforeEach(() => {
  jest.useFakeTimers({ now: NOON });
  chooseStream('auto');
});
afterEach(() => {
  jest.useRealTimers();
});

test('an opened room begins with what is light, and rises under the same picture until the clear one has come', async () => {
  const { passes, comes, switches, shown, told, received } = await playing();
  expect(told()).toMatchObject({ sent: 'sub', coming: null });
  await passes(1_500);
  expect(switches).toMatchObject([{ stream: 'main', steps: ['ready'] }]);
  expect(told()).toMatchObject({ sent: 'sub', coming: { stream: switches[0]!.media } });
  expect(shown()).toBe('stream 1');
  await comes(0);
  expect(shown()).toBe('switch 0');
  expect(switches[0]!.steps).toEqual(['ready', 'shown']);
  expect(told()).toMatchObject({ sent: 'main', coming: null, hasFallen: false });
  expect(received[0]?.closed).toBe(false);
  await passes(60_000);
  expect(switches).toHaveLength(1);
});

test('a picture that is drawn small stays light', async () => {
  const { passes, switches, viewing } = await playing(({ viewing: it }) => it.streams.drawn(640));
  await passes(10_000);
  expect(switches).toEqual([]);
  viewing.streams.drawn(641); // full screen
  await passes(500);
  expect(switches).toMatchObject([{ stream: 'main' }]);
});

test('a camera without a light stream is sent clear, and nothing is changed', async () => {
  const { passes, switches, told } = await playing(({ state }) => (state.hasSub = false));
  await passes(10_000);
  expect(told()).toMatchObject({ sent: 'main', bitRates: { sub: null } });
  expect(switches).toEqual([]);
});

test('a choice holds at once, in the view that runs', async () => {
  const { passes, comes, switches, told } = await playing();
  await passes(1_500);
  await comes(0);
  chooseStream('saving');
  await passes(500);
  expect(switches[1]).toMatchObject({ stream: 'sub', steps: ['ready'] });
  await comes(1);
  expect(told()).toMatchObject({ sent: 'sub', hasFallen: false });
  expect(switches.map(({ ended }) => ended)).toEqual([true, false]); // what is not shown is not received
  chooseStream('clear');
  await passes(500);
  expect(switches[2]).toMatchObject({ stream: 'main' });
});

test('on a line that loses packets the clear stream is let go at once, and tried again after half a minute', async () => {
  const { passes, comes, switches, told, counts } = await playing();
  await passes(1_500);
  await comes(0);
  for (let second = 0; second < 8 && switches.length < 2; second += 1) {
    counts.lost += 100;
    await passes(1_000);
  }
  expect(switches[1]).toMatchObject({ stream: 'sub', steps: ['ready', 'shown'] });
  await comes(1);
  expect(told()).toMatchObject({ sent: 'sub', hasFallen: true });
  await passes(29_000);
  expect(switches).toHaveLength(2);
  await passes(2_000);
  expect(switches[2]).toMatchObject({ stream: 'main' });
});

test('a stream that does not come is given up, and the picture goes on as it was', async () => {
  const { passes, switches, shown, told, comes } = await playing();
  await passes(8_000);
  expect(switches).toMatchObject([{ stream: 'main', steps: ['ready', 'given-up'], ended: true }]);
  expect(told()).toMatchObject({ sent: 'sub', coming: null });
  await comes(0); // too late
  expect(shown()).toBe('stream 1');
  await passes(20_000);
  expect(switches).toHaveLength(1); // the line was too slow for it: not again at once
});

test('a clear picture that makes the shown one stand is given up before it has come', async () => {
  const { passes, switches, told, phase } = await playing();
  await passes(1_500);
  expect(switches).toMatchObject([{ stream: 'main', steps: ['ready'] }]);
  await jest.advanceTimersByTimeAsync(1_500); // no frame meanwhile
  expect(switches).toMatchObject([{ steps: ['ready', 'given-up'], ended: true }]);
  expect(told()).toMatchObject({ sent: 'sub', coming: null });
  await passes(28_000);
  expect([switches.length, phase()]).toEqual([1, 'playing']);
  await passes(4_000);
  expect(switches).toHaveLength(2);
});

test('over HTTPS a clear picture that stood is opened light again, and one that ended while it moved is not', async () => {
  const { passes, viewing, asked } = await playing(({ state }) => (state.overHttps = true));
  await passes(12_000);
  await viewing.pause('viewer');
  viewing.resume();
  await settle();
  viewing.frameSeen();
  await jest.advanceTimersByTimeAsync(12_000); // given up after 10 s, and opened again
  expect(asked.map(({ stream }) => stream)).toEqual(['main', 'main', 'sub']);
});

test('a change that the server refuses is asked for again after a moment, and costs the picture nothing', async () => {
  const { passes, state, switches, phase } = await playing(({ state: it }) => (it.switchFails = true));
  await passes(3_000);
  state.switchFails = false;
  expect(switches).toEqual([]);
  await passes(5_000);
  expect(switches).toHaveLength(1);
  expect(phase()).toBe('playing');
});

test('a view that ends in the midst of a change keeps neither stream', async () => {
  const { passes, viewing, told, shown, comes } = await playing();
  await passes(1_500);
  await viewing.pause('viewer');
  expect([told(), shown()]).toEqual([null, null]);
  await comes(0);
  expect([told(), shown(), viewing.state.get().phase]).toEqual([null, null, 'paused']);
});
