import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { CameraId, ClassroomId, ViewId } from '#contract/ids.ts';
import type { Refusal } from '#contract/refusal.ts';
import { ProblemError, Unreachable } from '../../../web/shared/problem-error.ts';
import { CAMERA, hello, NOON, nursery } from './played-nursery.ts';

const settle = () => jest.advanceTimersByTimeAsync(0);
async function playing() {
  const room = nursery();
  room.viewing.start();
  await settle();
  room.viewing.frameSeen();
  return room;
}
const refusal = (code: Refusal['code'], more: Partial<Refusal> = {}): Refusal => ({ code, ...more });
const problem = (code: ProblemError['problem']['code'], no?: Refusal) =>
  new ProblemError({ code, message: { zh: '不。', en: 'No.' }, id: '1', ...(no && { refusal: no }) });

beforeEach(() => {
  jest.useFakeTimers({ now: NOON });
});
afterEach(() => {
  jest.useRealTimers();
});

test('a view opens, connects over the poster, and plays with its first frame', async () => {
  const { viewing, phase } = nursery();
  viewing.start();
  expect(phase()).toBe('opening');
  await settle();
  expect(phase()).toBe('connecting');
  viewing.frameSeen();
  expect(viewing.state.get()).toMatchObject({ phase: 'playing', until: '2026-11-20T09:00:00.000Z' });
});

test('a slow network is said after three seconds', async () => {
  const { viewing } = nursery();
  viewing.start();
  await jest.advanceTimersByTimeAsync(3_300);
  expect(viewing.state.get()).toMatchObject({ phase: 'connecting', slow: true });
});

test('two seconds without a new frame is a stall that counts up, and a frame ends it', async () => {
  const { viewing, phase } = await playing();
  await jest.advanceTimersByTimeAsync(1_700);
  expect(phase()).toBe('playing');
  await jest.advanceTimersByTimeAsync(2_600);
  expect(viewing.state.get()).toMatchObject({ phase: 'stalled', seconds: 4 });
  viewing.frameSeen();
  expect(phase()).toBe('playing');
});

test('a picture that stands for ten seconds goes dark, holds nothing, and is opened anew', async () => {
  const { viewing, received, opened, closed } = await playing();
  await jest.advanceTimersByTimeAsync(10_250);
  expect(viewing.state.get()).toMatchObject({ phase: 'ended', retrying: true, wasWatching: true });
  expect(viewing.state.get()).not.toHaveProperty('stream');
  expect(received[0]?.closed).toBe(true);
  expect(closed).toEqual([opened[0]]);
  await jest.advanceTimersByTimeAsync(1_000);
  expect(opened).toHaveLength(2);
});

test('a view that the server ends keeps no stream and says the server’s reason', async () => {
  const { viewing, told, opened, received, closed } = await playing();
  const no = refusal('not-available');
  told.ended.tell({ viewId: opened[0]!, reason: 'not-available', refusal: no, again: false });
  expect(viewing.state.get()).toEqual({
    phase: 'ended',
    end: expect.objectContaining({ refusal: no }),
    retrying: false,
    wasWatching: true,
  });
  expect(received[0]?.closed).toBe(true);
  expect(closed).toEqual([]); // the server knows
  await jest.advanceTimersByTimeAsync(600_000);
  expect(opened).toHaveLength(1);
});

test('the end of another view is none of this one’s business', async () => {
  const { phase, told } = await playing();
  told.ended.tell({
    viewId: '0b6c1c1e-0000-4000-8000-0000000009ff' as ViewId,
    reason: 'not-available',
    refusal: null,
    again: false,
  });
  expect(phase()).toBe('playing');
});

test('an end told before the answer to the opening arrives still ends the view', async () => {
  const { viewing, phase, told } = nursery();
  viewing.start();
  told.ended.tell({
    viewId: '0b6c1c1e-0000-4000-8000-000000000100' as ViewId,
    reason: 'not-available',
    refusal: refusal('not-available'),
    again: false,
  });
  await settle();
  expect(phase()).toBe('ended');
});

test('a refused view is asked for again when a fact changes, and until then keeps showing why', async () => {
  const { viewing, phase, told, state, opened } = nursery();
  state.refuse = problem('refused', refusal('child-not-arrived', { child: '朵朵' }));
  viewing.start();
  await settle();
  expect(viewing.state.get()).toMatchObject({
    phase: 'ended',
    wasWatching: false,
    end: { refusal: { child: '朵朵' } },
  });
  state.refuse = null;
  told.event.tell({ type: 'access:changed', position: 2, at: NOON.toISOString(), siteId: null, own: false });
  expect(phase()).toBe('ended');
  await jest.advanceTimersByTimeAsync(200);
  expect(phase()).toBe('connecting');
  expect(opened).toHaveLength(1);
});

test('a pause that ends by the clock opens the view a moment after it', async () => {
  const { viewing, phase, state } = nursery();
  state.refuse = problem('refused', refusal('camera-paused', { to: '2026-11-20T04:10:00Z' }));
  viewing.start();
  await settle();
  state.refuse = null;
  await jest.advanceTimersByTimeAsync(600_000);
  expect(phase()).toBe('ended');
  await jest.advanceTimersByTimeAsync(1_000);
  expect(phase()).toBe('connecting');
});

test('another camera’s return does not open this one; its own does', async () => {
  const { viewing, told, state, opened } = nursery();
  state.refuse = problem('camera-offline');
  viewing.start();
  await settle();
  state.refuse = null;
  const camera = {
    position: 2,
    at: NOON.toISOString(),
    siteId: null,
    cameraName: '教室',
    classroomId: CAMERA as unknown as ClassroomId,
    phase: 'live',
    fault: null,
  } as const;
  told.event.tell({ type: 'camera:state', ...camera, cameraId: '0b6c1c1e-0000-4000-8000-0000000000aa' as CameraId });
  await jest.advanceTimersByTimeAsync(400);
  expect(opened).toHaveLength(0);
  told.event.tell({ type: 'camera:state', ...camera, cameraId: CAMERA });
  await jest.advanceTimersByTimeAsync(400);
  expect(opened).toHaveLength(1);
});

test('restarted media is retried by itself, ever more slowly', async () => {
  const { viewing, state } = nursery();
  state.refuse = problem('media-unavailable');
  viewing.start();
  await jest.advanceTimersByTimeAsync(60_000);
  expect(state.tries).toBeGreaterThanOrEqual(6);
  expect(state.tries).toBeLessThanOrEqual(10);
});

test('what can never succeed is not retried', async () => {
  const { viewing, state, opened } = nursery();
  state.refuse = problem('not-found');
  viewing.start();
  await settle();
  expect(viewing.state.get()).toMatchObject({ phase: 'ended', retrying: false });
  state.refuse = null;
  await jest.advanceTimersByTimeAsync(120_000);
  expect(opened).toHaveLength(0);
});

test('a new connection opens the view again at once; a second greeting on the same one leaves it alone', async () => {
  const { told, opened, received, phase } = await playing();
  told.hello.tell({ isNewConnection: false });
  await settle();
  expect(opened).toHaveLength(1);
  told.hello.tell({ isNewConnection: true });
  await settle();
  expect(opened).toHaveLength(2);
  expect(received[0]?.closed).toBe(true);
  expect(phase()).toBe('connecting');
});

test('without a connection it waits for one', async () => {
  const { viewing, phase, told, state } = nursery();
  state.hello = null;
  viewing.start();
  await settle();
  expect(phase()).toBe('opening');
  state.hello = hello;
  told.hello.tell({ isNewConnection: true });
  await settle();
  expect(phase()).toBe('connecting');
});

test('pausing closes the view on both sides, and watching on opens a new one', async () => {
  const { viewing, phase, opened, closed, received } = await playing();
  void viewing.pause('viewer');
  expect(phase()).toBe('paused');
  expect(closed).toEqual([opened[0]]);
  expect(received[0]?.closed).toBe(true);
  await jest.advanceTimersByTimeAsync(120_000);
  expect(opened).toHaveLength(1);
  viewing.resume();
  await settle();
  expect(opened).toHaveLength(2);
});

test('leaving the page closes the view and stops listening, also while it is still opening', async () => {
  const { viewing, opened, closed, told } = nursery();
  viewing.start();
  viewing.stop();
  await settle();
  expect(closed).toEqual(opened);
  expect([told.hello, told.ended, told.camera, told.event].map(({ listeners }) => listeners.size)).toEqual([
    0, 0, 0, 0,
  ]);
});

test('a broken media connection is opened anew', async () => {
  const { viewing, received, opened } = await playing();
  received[0]?.fail();
  expect(viewing.state.get()).toMatchObject({ phase: 'ended', retrying: true });
  await jest.advanceTimersByTimeAsync(1_000);
  expect(opened).toHaveLength(2);
});

test('no answer is told as such, and tried again', async () => {
  const { viewing, state, opened } = nursery();
  const gone = new Unreachable('no answer');
  state.refuse = gone;
  viewing.start();
  await settle();
  expect(viewing.state.get()).toMatchObject({ phase: 'ended', retrying: true, end: { error: gone } });
  state.refuse = null;
  await jest.advanceTimersByTimeAsync(1_000);
  expect(opened).toHaveLength(1);
});

test('a way that does not get through is left for another one: said, the view closed first, and nobody is told of an end', async () => {
  const { viewing, received, opened, closed } = nursery();
  const phases: string[] = [];
  viewing.state.subscribe(() => phases.push(viewing.state.get().phase));
  viewing.start();
  await settle();
  received[0]?.fail('no-way');
  expect(viewing.state.get()).toEqual({ phase: 'opening', slow: true });
  expect(closed).toEqual([opened[0]]);
  expect(received[0]?.closed).toBe(true);
  await settle();
  viewing.frameSeen();
  expect(viewing.state.get()).toMatchObject({ phase: 'playing' });
  expect(opened).toHaveLength(2);
  expect(phases).not.toContain('ended');
});
