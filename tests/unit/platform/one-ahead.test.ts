import { expect, test } from '@jest/globals';
import { oneAhead } from '../../../server/platform/one-ahead.ts';

test('they come in order, and the next is on its way while one is worked on, no further one', async () => {
  const begun: number[] = [];
  const reads = [0, 1, 2].map((n) => () => {
    begun.push(n);
    return Promise.resolve(n);
  });
  const seen: [number, number[]][] = [];
  for await (const n of oneAhead(reads)) seen.push([n, [...begun]]);
  expect(seen).toEqual([
    [0, [0, 1]],
    [1, [0, 1, 2]],
    [2, [0, 1, 2]],
  ]);
});

test('a read that failed is thrown in its turn, and to nobody who stopped before', async () => {
  const reads = [() => Promise.resolve(1), () => Promise.reject(new Error('gone'))];
  const all = async () => {
    const seen: number[] = [];
    for await (const n of oneAhead(reads)) seen.push(n);
  };
  await expect(all()).rejects.toThrow('gone');
  for await (const n of oneAhead(reads)) if (n === 1) break;
  await new Promise((passed) => setImmediate(passed)); // an unheard rejection would end the test
});

test('nothing to read is nothing', async () => {
  for await (const one of oneAhead([])) throw new Error(String(one));
});
