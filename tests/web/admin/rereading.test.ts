import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Rereading } from '../../../web/admin/rereading.ts';

let readings: string[][];
let lists: Rereading;
beforeEach(() => {
  jest.useFakeTimers();
  readings = [];
  lists = new Rereading((keys) => readings.push([...keys]), { batchMs: 250, restMs: 2_000 });
});
afterEach(() => {
  lists.stop();
  jest.useRealTimers();
});

test('a burst of events is one reading of all that they made old, soon after the first', () => {
  lists.add(['dashboard']);
  jest.advanceTimersByTime(200);
  lists.add(['sites', 'dashboard']);
  jest.advanceTimersByTime(49);
  expect(readings).toEqual([]);
  jest.advanceTimersByTime(1);
  expect(readings).toEqual([['dashboard', 'sites']]);
});

test('ten busy sites, a tap every 20 ms for ten seconds: no more than a reading every two seconds, and the last is told', () => {
  for (let tap = 0; tap < 500; tap += 1) {
    lists.add(['dashboard']);
    jest.advanceTimersByTime(20);
  }
  expect(readings).toHaveLength(5);
  jest.advanceTimersByTime(2_000);
  expect(readings).toHaveLength(6);
  jest.advanceTimersByTime(60_000);
  expect(readings).toHaveLength(6);
});

test('what is old for no list, and what comes after the page is left, reads nothing', () => {
  lists.add([]);
  jest.advanceTimersByTime(5_000);
  lists.add(['dashboard']);
  lists.stop();
  jest.advanceTimersByTime(5_000);
  expect(readings).toEqual([]);
});
