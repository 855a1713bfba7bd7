import { expect, test } from '@jest/globals';
import { GopCache } from '../../../../media/ingest/gop-cache.ts';

const packet = (name: string) => Buffer.from(name);
const names = (cache: GopCache) => cache.packets.map((bytes) => bytes.toString());

test('is empty before the first key frame', () => {
  const cache = new GopCache();
  cache.push([packet('p0')], 1, false);
  expect(names(cache)).toEqual([]);
});

test('begins with the first packet of the key frame’s own frame, parameter sets included', () => {
  const cache = new GopCache();
  cache.push([packet('p0')], 1, false);
  cache.push([packet('sps')], 2, false);
  cache.push([packet('idr-a')], 2, true);
  cache.push([packet('idr-b')], 2, true);
  cache.push([packet('p1')], 3, false);
  expect(names(cache)).toEqual(['sps', 'idr-a', 'idr-b', 'p1']);
});

test('the next key frame begins the next group', () => {
  const cache = new GopCache();
  cache.push([packet('idr-1')], 1, true);
  cache.push([packet('p')], 2, false);
  cache.push([packet('idr-2')], 3, true);
  expect(names(cache)).toEqual(['idr-2']);
});

test('what was handed out stays as it was', () => {
  const cache = new GopCache();
  cache.push([packet('idr')], 1, true);
  const before = cache.packets;
  cache.push([packet('p')], 2, false);
  expect(before).toHaveLength(1);
});

test('a group above the limit is dropped and nothing is kept until the next key frame', () => {
  const cache = new GopCache({ bytes: 100 });
  cache.push([packet('idr')], 1, true);
  cache.push([Buffer.alloc(200)], 1, true);
  cache.push([packet('idr-rest')], 1, true);
  cache.push([packet('p')], 2, false);
  expect(names(cache)).toEqual([]);
  cache.push([packet('idr-2')], 3, true);
  expect(names(cache)).toEqual(['idr-2']);
});

test.each([
  ['packets', { packets: 3 }],
  ['time', { spanMs: 20 }],
])('a group above the limit of %s is dropped, and says so until the next key frame', (_, limits) => {
  const cache = new GopCache(limits);
  cache.push([packet('idr')], 1_000, true);
  cache.push([packet('p1')], 1_900, false);
  cache.push([packet('p2')], 2_799, false);
  expect([cache.state, names(cache)]).toEqual(['ready', ['idr', 'p1', 'p2']]);
  cache.push([packet('p3')], 3_600, false);
  expect([cache.state, names(cache)]).toEqual(['too-large', []]);
  cache.push([packet('p4')], 4_500, false);
  expect(cache.state).toBe('too-large');
  expect(cache.push([packet('idr-2')], 5_400, true)).toBe(true);
  expect([cache.state, names(cache)]).toEqual(['ready', ['idr-2']]);
});

test('says once where a group begins, whatever of the frame came before and comes after', () => {
  const cache = new GopCache();
  const begins = [
    cache.push([packet('sps')], 1, false),
    cache.push([packet('idr-a')], 1, true),
    cache.push([packet('idr-b')], 1, true),
    cache.push([packet('p')], 2, false),
    cache.push([packet('idr-2')], 3, true),
  ];
  expect(begins).toEqual([false, true, false, false, true]);
});

test('a break empties it', () => {
  const cache = new GopCache();
  cache.push([packet('idr')], 1, true);
  cache.clear();
  cache.push([packet('p')], 2, false);
  expect([cache.state, names(cache)]).toEqual(['cold', []]);
});
