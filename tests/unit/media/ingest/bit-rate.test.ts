import { expect, test } from '@jest/globals';
import { BitRate } from '../../../../media/ingest/bit-rate.ts';

/** Packets of 1,000 bytes, so many a second, over a time in milliseconds. */
function send(rate: BitRate, fromMs: number, toMs: number, perSecond: number): void {
  for (let at = fromMs; at < toMs; at += 1_000 / perSecond) rate.count(1_000, at);
}

test('a steady stream weighs what it sends, whenever it is asked', () => {
  const rate = new BitRate();
  send(rate, 300, 20_000, 100);
  for (const at of [5_100, 12_999, 20_000]) {
    const asked = new BitRate();
    send(asked, 300, at, 100);
    expect(asked.bitsPerSecond(at)).toBe(800_000);
  }
  expect(rate.bitsPerSecond(20_900)).toBe(800_000);
});

test('within eight seconds only the new weight is left, and after eight silent ones none', () => {
  const rate = new BitRate();
  send(rate, 0, 20_000, 200);
  send(rate, 20_000, 30_000, 50);
  expect(rate.bitsPerSecond(30_000)).toBe(400_000);
  expect(rate.bitsPerSecond(37_000)).toBeGreaterThan(0);
  expect(rate.bitsPerSecond(39_000)).toBeNull();
});

test('before one whole second was heard it is not known', () => {
  const rate = new BitRate();
  expect(rate.bitsPerSecond(0)).toBeNull();
  send(rate, 100, 1_900, 100);
  expect(rate.bitsPerSecond(1_900)).toBeNull();
  expect(rate.bitsPerSecond(2_000)).toBe(720_000); // the second that was cut in its midst counts from its own beginning
});
