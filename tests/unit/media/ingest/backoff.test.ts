import { expect, test } from '@jest/globals';
import { backoffMs } from '../../../../media/ingest/backoff.ts';

test('grows from half a second to its cap, and no further', () => {
  const waits = [1, 2, 3, 4, 50].map((failures) => backoffMs('unreachable', failures, 1));
  expect(waits).toEqual([500, 1_000, 1_500, 1_500, 1_500]);
});

test('spreads between half and the whole of it', () => {
  expect(backoffMs('unreachable', 1, 0)).toBe(250);
  expect(backoffMs('path-not-found', 50, 0)).toBe(15_000);
});

test('what must be changed at the camera is asked rarely, up to every half minute', () => {
  expect(backoffMs('codec-h265', 1, 1)).toBe(500);
  expect(backoffMs('codec-h265', 8, 1)).toBe(30_000);
});

test('a wrong password waits half a minute from the first time on', () => {
  expect(backoffMs('wrong-password', 1, 0)).toBe(30_000);
});
