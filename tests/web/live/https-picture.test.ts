import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { HttpsPicture } from '../../../web/features/live/https-picture.ts';
import { NearLive } from '../../../web/features/live/near-live.ts';
import type { PictureRead } from '../../../web/features/live/read-picture.ts';
import { way } from '../../../web/features/live/way.ts';
import { ProblemError, Unreachable } from '../../../web/shared/problem-error.ts';

/** jsdom has no media: a buffer that takes everything and says what it holds. */
class PlayedBuffer extends EventTarget {
  held: number[] = [];
  readonly buffered = { length: 1, start: () => 0, end: () => 5 };
  appendBuffer(bytes: ArrayBuffer) {
    this.held.push(bytes.byteLength);
    void Promise.resolve().then(() => this.dispatchEvent(new Event('updateend')));
  }
  remove() {
    this.held = [];
    void Promise.resolve().then(() => this.dispatchEvent(new Event('updateend')));
  }
  changeType() {}
}
let playable = true;
class Source extends EventTarget {
  static isTypeSupported = () => playable;
  readonly buffer = new PlayedBuffer();
  constructor() {
    super();
    sources.push(this);
    void Promise.resolve().then(() => this.dispatchEvent(new Event('sourceopen')));
  }
  addSourceBuffer() {
    return this.buffer;
  }
}
let sources: Source[] = [];

beforeEach(() => {
  jest.useFakeTimers();
  sources = [];
  localStorage.clear();
  Object.assign(globalThis, { MediaSource: Source });
  Object.assign(URL, { createObjectURL: () => 'blob:http://localhost/picture', revokeObjectURL: () => undefined });
  HTMLMediaElement.prototype.play = () => Promise.resolve();
  HTMLMediaElement.prototype.load = () => undefined;
});
afterEach(() => {
  way.forgetHttps();
  jest.useRealTimers();
});

const settle = async (ms = 0) => {
  await jest.advanceTimersByTimeAsync(ms);
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};
const part = (last: number): PictureRead => ({
  bytes: new ArrayBuffer(last),
  type: 'video/mp4',
  last,
  begins: last === 1,
});
const problem = (code: ProblemError['problem']['code']) =>
  new ProblemError({ code, message: { zh: '不。', en: 'No.' }, id: '1' });

/** A server that is played by hand. */
function server() {
  const asked: (number | null)[] = [];
  const waiting: { answer: (read: PictureRead | null) => void; fail: (error: unknown) => void }[] = [];
  const onFailed = jest.fn();
  const picture = new HttpsPicture((after) => {
    asked.push(after);
    return new Promise((answer, fail) => waiting.push({ answer, fail }));
  }, onFailed);
  const video = document.createElement('video');
  const next = async (read: PictureRead | null) => {
    waiting.shift()?.answer(read);
    await settle();
  };
  const fail = async (error: unknown) => {
    waiting.shift()?.fail(error);
    await settle();
  };
  return { picture, video, asked, next, fail, onFailed };
}

test('parts are asked for one after the other and handed to the video', async () => {
  const { picture, video, asked, next } = server();
  picture.showIn(video);
  await next(part(1));
  await next(null);
  await next(part(2));
  expect(asked).toEqual([null, 1, 1, 2]);
  expect(sources[0]?.buffer.held).toEqual([1, 2]);
  expect(video.currentTime).toBeCloseTo(4.4);
});

test('taken away, nothing of it is left in the element, and nothing more is asked for', async () => {
  const { picture, video, asked, next } = server();
  const leave = picture.showIn(video);
  await next(part(1));
  leave();
  expect(video.getAttribute('src')).toBeNull();
  await next(part(2));
  expect(asked).toEqual([null, 1]);
  expect(sources[0]?.buffer.held).toEqual([1]);
});

test('a view that is over darkens at once, and waits a moment for the reason before it is told', async () => {
  const { picture, video, next, fail, onFailed } = server();
  picture.showIn(video);
  await next(part(1));
  await fail(problem('view-gone'));
  expect(video.getAttribute('src')).toBeNull();
  expect(onFailed).not.toHaveBeenCalled();
  await settle(1_000);
  expect(onFailed).toHaveBeenCalledTimes(1);
});

test('what may pass is tried again; what may not is told', async () => {
  const { picture, video, asked, fail, onFailed } = server();
  picture.showIn(video);
  await fail(new Unreachable('no answer'));
  await settle(500);
  await fail(problem('too-many-tries'));
  await settle(500);
  expect(asked).toHaveLength(3);
  await fail(problem('forbidden'));
  await settle();
  expect(onFailed).toHaveBeenCalledTimes(1);
});

test('a picture that is closed tells nobody that it ended', async () => {
  const { picture, video, fail, onFailed } = server();
  picture.showIn(video);
  picture.close();
  await fail(problem('view-gone'));
  await settle(2_000);
  expect(onFailed).not.toHaveBeenCalled();
});

test('far behind it jumps, a little behind it hurries, and on a line that runs dry it stays further away', () => {
  const video = document.createElement('video');
  const near = new NearLive(video);
  near.follow({ start: 0, end: 10 });
  expect(video.currentTime).toBeCloseTo(9.4);
  near.follow({ start: 0, end: 10.7 });
  expect([video.currentTime, video.playbackRate]).toEqual([9.4, 1.08]);
  near.follow({ start: 0, end: 20 });
  expect(video.currentTime).toBeCloseTo(19.4);
  near.ranDry();
  near.beginAnew();
  near.follow({ start: 30, end: 40 });
  expect(video.currentTime).toBeCloseTo(39);
});

test('the way is remembered for half an hour, then the better one is tried again', () => {
  Object.assign(globalThis, { RTCPeerConnection: Object });
  expect(way.choose()).toBe('webrtc');
  expect(way.turnToHttps()).toBe(true);
  expect(way.choose()).toBe('https');
  jest.advanceTimersByTime(29 * 60_000);
  expect(way.choose()).toBe('https');
  jest.advanceTimersByTime(2 * 60_000);
  expect(way.choose()).toBe('webrtc');
  Reflect.deleteProperty(globalThis, 'RTCPeerConnection');
  expect(way.choose()).toBe('https');
  Reflect.deleteProperty(globalThis, 'MediaSource');
  expect(way.choose()).toBe('webrtc');
});

test('a browser that plays no H.264 in pieces is not sent round: it stays with the way that says so', () => {
  playable = false;
  expect(way.turnToHttps()).toBe(false);
  expect(way.choose()).toBe('webrtc');
  playable = true;
});
