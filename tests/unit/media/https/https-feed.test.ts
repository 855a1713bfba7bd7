import { afterEach, expect, jest, test } from '@jest/globals';
import { pino } from 'pino';
import { formatRtp } from '../../../../media/ingest/rtp-packet.ts';
import { AccessUnits, type AccessUnit } from '../../../../media/https/access-units.ts';
import { HttpsFeed } from '../../../../media/https/https-feed.ts';
import { HttpsFeeds } from '../../../../media/https/https-feeds.ts';
import { Packager } from '../../../../media/https/packager.ts';
import { PartWindow } from '../../../../media/https/part-window.ts';
import type { CameraStream } from '../../../../media/ingest/camera-stream.ts';

const log = pino({ level: 'silent' });
afterEach(() => void jest.useRealTimers());

// An SPS of 640×360 (baseline) and a PPS, as x264 writes them.
const SPS = Buffer.from('6742c01ed900a02ff9610000030001000003003c8f162e48', 'hex');
const PPS = Buffer.from('68cb83cb20', 'hex');
const slice = (type: 1 | 5, firstByte = 0x88) => Buffer.from([0x60 | type, firstByte, 1, 2, 3]);
const FRAME_TICKS = 3_600;

/** A camera of 25 pictures a second, a key frame at every `keyEvery`th. */
class Pictures {
  #sequence = 65_530; // it wraps around soon
  #timestamp = 0xffffff00;
  #made = 0;
  readonly keyEvery: number;
  constructor(keyEvery = 25) {
    this.keyEvery = keyEvery;
  }

  next(): Buffer[] {
    const isKey = this.#made % this.keyEvery === 0;
    this.#made += 1;
    this.#timestamp = (this.#timestamp + FRAME_TICKS) >>> 0;
    return (isKey ? [SPS, PPS, slice(5)] : [slice(1)]).map((payload) => this.#packet(payload));
  }

  lose(): void {
    this.#sequence += 1;
  }

  #packet(payload: Buffer): Buffer {
    this.#sequence = (this.#sequence + 1) & 0xffff;
    const header = { marker: true, payloadType: 96, sequence: this.#sequence, timestamp: this.#timestamp, ssrc: 1 };
    return formatRtp({ ...header, payload });
  }
}

/** An ingest that is played by hand. */
class Source implements Pick<CameraStream, 'gop' | 'follow'> {
  readonly gop: CameraStream['gop'] = { packets: [], state: 'ready' };
  readonly followers = new Set<Parameters<CameraStream['follow']>[0]>();
  follow(follower: Parameters<CameraStream['follow']>[0]) {
    this.followers.add(follower);
    return () => void this.followers.delete(follower);
  }
  send(packets: readonly Buffer[]): void {
    for (const follower of this.followers) follower({ packets, timestamp: 0, beginsGroup: false });
  }
}

const unitsOf = (packets: readonly Buffer[]) => {
  const units = new AccessUnits();
  return packets.map((packet) => units.take(packet)).filter((unit): unit is AccessUnit => unit !== null);
};

test('pictures are put together with a time that does not wrap around', () => {
  const camera = new Pictures();
  const units = unitsOf(Array.from({ length: 10 }, () => camera.next()).flat());
  expect(units.map(({ isKey }) => isKey)).toEqual([true, ...Array<boolean>(8).fill(false)]);
  expect(units.map(({ at }) => at)).toEqual(units.map((_, i) => i * FRAME_TICKS));
  expect(units[0]).toMatchObject({ parameterSets: [SPS, PPS], slices: [slice(5)] });
});

test('after a loss nothing is given before the next key frame, and nothing of a picture whose top is missing', () => {
  const camera = new Pictures(5);
  const packets = Array.from({ length: 3 }, () => camera.next()).flat();
  camera.lose();
  const after = Array.from({ length: 6 }, () => camera.next()).flat();
  const isKey = unitsOf([...packets, ...after]).map((unit) => unit.isKey);
  expect(isKey).toEqual([true, false, true, false, false]); // the last one is not finished
  const topless = new Pictures(1_000);
  const begin = topless.next();
  const cut = Buffer.from(begin[2]!);
  cut[13] = 0x08; // its first macroblock is not the first of the picture
  expect(unitsOf([...begin.slice(0, 2), cut, ...topless.next(), ...topless.next()])).toEqual([]);
});

const partsOf = (camera: Pictures, pictures: number, packager = new Packager()) =>
  Array.from({ length: pictures }, () => camera.next())
    .flat()
    .map((packet) => packager.take(packet))
    .filter((part) => part !== null);

test('parts are a quarter of a second long, and one begins at each key frame', () => {
  const parts = partsOf(new Pictures(25), 60);
  expect(parts.map(({ isKey }) => isKey).filter(Boolean)).toHaveLength(3);
  expect(parts.map(({ number }) => number)).toEqual(parts.map((_, i) => i + 1));
  expect(parts[0]?.init.type).toBe('video/mp4; codecs="avc1.42c01e"');
  expect(parts.length).toBeGreaterThanOrEqual(8);
});

test('who is far behind is shown the newest group, who knows an unknown part begins anew, and who has all waits', () => {
  const window = new PartWindow();
  for (const part of partsOf(new Pictures(100), 260)) window.add(part);
  const newest = window.after(null)!;
  expect(newest.begins).toBe(true);
  expect(window.after(newest.last)).toBeNull();
  expect(window.after(newest.last - 1)).toMatchObject({ begins: false, last: newest.last });
  const behind = window.after(newest.last - 20);
  expect(behind).toMatchObject({ begins: true, last: newest.last });
  expect(window.after(999_999)).toMatchObject({ begins: true });
});

test('a packager that fails is logged and made anew, its parts bear new numbers, and the ingest hears nothing of it', () => {
  jest.useFakeTimers();
  const source = new Source();
  let made = 0;
  const pack = (last: number) => {
    made += 1;
    const packager = new Packager(last);
    if (made > 1) return packager;
    let taken = 0;
    const take = packager.take.bind(packager);
    packager.take = (packet) => {
      taken += 1;
      if (taken > 30) throw new Error('broken');
      return take(packet);
    };
    return packager;
  };
  const feed = new HttpsFeed({ source, log, pack });
  const camera = new Pictures(10);
  for (let i = 0; i < 40; i += 1) source.send(camera.next());
  const before = feed.after(null)?.last ?? 0;
  expect(before).toBeGreaterThan(0);
  expect(source.followers.size).toBe(0);
  jest.advanceTimersByTime(1_000);
  for (let i = 0; i < 40; i += 1) source.send(camera.next());
  expect(feed.after(before)).toMatchObject({ begins: true });
  expect(feed.after(null)?.last).toBeGreaterThan(before);
  feed.close();
  expect(source.followers.size).toBe(0);
});

test('two readers of a stream share one feed, which ends some seconds after the last', () => {
  jest.useFakeTimers();
  const feeds = new HttpsFeeds(log);
  const source = new Source() as unknown as CameraStream & Source;
  const [one, two] = [feeds.join(source), feeds.join(source)];
  expect(one.feed).toBe(two.feed);
  expect(source.followers.size).toBe(1);
  one.leave();
  one.leave();
  jest.advanceTimersByTime(60_000);
  expect(source.followers.size).toBe(1);
  two.leave();
  jest.advanceTimersByTime(4_000);
  const back = feeds.join(source);
  jest.advanceTimersByTime(60_000);
  expect(source.followers.size).toBe(1);
  back.leave();
  jest.advanceTimersByTime(6_000);
  expect(source.followers.size).toBe(0);
});
