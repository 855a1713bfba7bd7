import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { ViewId } from '../../../server/contract/ids.ts';
import type { LiveSeen } from '../../../server/contract/live-seen.ts';
import type { LiveViewOpened } from '../../../server/contract/live.ts';
import type { LiveLink } from '../../../web/features/live/live-link.ts';
import type { LiveState } from '../../../web/features/live/live-state.ts';
import type { Reception, Receiver } from '../../../web/features/live/receiver.ts';
import { Seen } from '../../../web/features/live/seen.ts';
import { createStore } from '../../../web/shared/store.ts';

const CAMERA = { cameraId: 'camera' } as unknown as Parameters<LiveLink['open']>[0];
const UNTIL = '2026-11-20T09:00:00.000Z';

let told: LiveSeen[];
let state: ReturnType<typeof createStore<LiveState>>;
let seen: Seen;
let stop: () => void;

beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2026-11-20T04:00:00Z') });
  told = [];
  seen = new Seen((each) => told.push(each));
  state = createStore<LiveState>({ phase: 'opening', slow: false });
  stop = seen.follow(state);
});
afterEach(() => {
  stop();
  jest.useRealTimers();
  hide(false);
});

const hide = (isHidden: boolean) => {
  Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
};
const after = (ms: number) => jest.advanceTimersByTimeAsync(ms);
const begin = () => state.set({ phase: 'opening', slow: false });

/** Opens a view by way of what is followed. @returns its stream */
async function open(viewId: string, way?: Reception['way']): Promise<MediaStream> {
  const stream = { id: `stream of ${viewId}` } as MediaStream;
  const offer = {} as LiveViewOpened['offer'];
  const reception = { stream, catchUp: null, endCatchUp: () => undefined, close: () => undefined, ...(way && { way }) };
  const link = seen.overLink({ open: () => Promise.resolve({ viewId, offer }) } as unknown as LiveLink);
  const load = seen.overReceiver(() =>
    Promise.resolve({ receive: () => Promise.resolve(reception) } as unknown as Receiver),
  );
  const receiver = await load({});
  const opened = await link.open(CAMERA);
  await receiver.receive(
    opened,
    () => Promise.resolve(null),
    () => undefined,
  );
  return stream;
}
const playing = (stream: MediaStream, more = {}): LiveState => ({ phase: 'playing', stream, until: UNTIL, ...more });

test('from the click to the first picture, with its way and how it began; once, whatever follows', async () => {
  begin();
  await after(100);
  const stream = await open('a', () => Promise.resolve('udp'));
  state.set({ phase: 'connecting', slow: false, stream, until: UNTIL });
  await after(140);
  state.set(playing(stream, { catchUp: {} as MediaStream }));
  await after(2_000);
  state.set(playing(stream));
  await after(0);
  expect(told).toEqual([{ what: 'first-picture', viewId: 'a', ms: 240, way: 'udp', start: 'fast' }]);
});

test('a slow opening counts from its beginning; without a stream of its own it began the plain way, by a way not known', async () => {
  begin();
  await after(3_000);
  state.set({ phase: 'opening', slow: true });
  await after(1_000);
  state.set(playing(await open('a')));
  await after(0);
  expect(told).toEqual([{ what: 'first-picture', viewId: 'a', ms: 4_000, way: 'other', start: 'plain' }]);
});

test('a view that opens by itself behind a sentence counts from when it was asked, not from the first visit', async () => {
  begin();
  await after(500);
  state.set({
    phase: 'ended',
    end: { reason: 'closed-by-viewer', refusal: null },
    retrying: false,
    wasWatching: false,
  });
  await after(60_000);
  const stream = await open('b', () => Promise.resolve('tcp'));
  await after(300);
  state.set(playing(stream));
  await after(0);
  expect(told).toEqual([{ what: 'first-picture', viewId: 'b', ms: 300, way: 'tcp', start: 'plain' }]);
});

test('a page that was hidden meanwhile showed nothing, and says nothing of it', async () => {
  begin();
  hide(true);
  await after(30_000);
  hide(false);
  state.set(playing(await open('a')));
  await after(0);
  expect(told).toEqual([]);
});

test('each time a picture stood still, with how long in all, told when it moves again or is left', async () => {
  begin();
  const stream = await open('a');
  state.set(playing(stream));
  await after(10_000);
  const stalled = (seconds: number): LiveState => ({ phase: 'stalled', stream, until: UNTIL, seconds });
  state.set(stalled(2));
  await after(1_000);
  state.set(stalled(3));
  await after(500);
  state.set(playing(stream));
  await after(5_000);
  state.set(stalled(2));
  await after(2_000);
  begin();
  await after(0);
  expect(told.filter(({ what }) => what === 'stall')).toEqual([
    { what: 'stall', viewId: 'a' as ViewId, seconds: 3.5 },
    { what: 'stall', viewId: 'a' as ViewId, seconds: 4 },
  ]);
});

test('a picture that stands still when the page is left has stood still', async () => {
  begin();
  const stream = await open('a');
  state.set({ phase: 'stalled', stream, until: UNTIL, seconds: 2 });
  await after(4_000);
  stop();
  expect(told).toEqual([{ what: 'stall', viewId: 'a', seconds: 6 }]);
});

test('what a browser does not let be read is no fault of the picture', async () => {
  begin();
  state.set(playing(await open('a', () => Promise.reject(new Error('closed')))));
  await after(0);
  expect(told).toMatchObject([{ way: 'other' }]);
});
