import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Leases } from '../../../media/leases.ts';

let expired: string[];
let leases: Leases;

beforeEach(() => {
  jest.useFakeTimers();
  expired = [];
  leases = new Leases({ onExpired: (viewId) => expired.push(viewId) });
});
afterEach(() => {
  leases.close();
  jest.useRealTimers();
});

test('a lease ends when its time is over, not before', () => {
  leases.grant('view', 10_000);
  jest.advanceTimersByTime(9_999);
  expect(expired).toEqual([]);
  jest.advanceTimersByTime(2);
  expect(expired).toEqual(['view']);
});

test('each lease has its own end, whatever the order in which they were given', () => {
  leases.grant('long', 9_000);
  leases.grant('short', 1_000);
  leases.grant('middle', 5_000);
  jest.advanceTimersByTime(1_001);
  expect(expired).toEqual(['short']);
  jest.advanceTimersByTime(4_000);
  expect(expired).toEqual(['short', 'middle']);
  jest.advanceTimersByTime(4_000);
  expect(expired).toEqual(['short', 'middle', 'long']);
});

test('a renewed lease runs from the renewal', () => {
  leases.grant('view', 10_000);
  jest.advanceTimersByTime(4_000);
  expect(leases.renew('view', 10_000)).toBe(true);
  jest.advanceTimersByTime(9_999);
  expect(expired).toEqual([]);
  jest.advanceTimersByTime(2);
  expect(expired).toEqual(['view']);
});

test('a renewal may also shorten', () => {
  leases.grant('view', 60_000);
  leases.renew('view', 1_000);
  jest.advanceTimersByTime(1_001);
  expect(expired).toEqual(['view']);
});

test('what is unknown or has ended cannot be renewed', () => {
  expect(leases.renew('view', 1_000)).toBe(false);
  leases.grant('view', 1_000);
  jest.advanceTimersByTime(1_001);
  expect(leases.renew('view', 1_000)).toBe(false);
  jest.advanceTimersByTime(60_000);
  expect(expired).toEqual(['view']);
});

test('a lease that is over is not brought back by a renewal that is quicker than the timer', () => {
  let nowMs = 0;
  const ended: string[] = [];
  const late = new Leases({ onExpired: (viewId) => ended.push(viewId), now: () => nowMs });
  late.grant('view', 1_000);
  nowMs = 1_000; // the process was busy: no timer has run
  expect(late.renew('view', 1_000)).toBe(false);
  jest.advanceTimersByTime(1_000);
  expect(ended).toEqual(['view']);
  late.close();
});

test('a wall clock that is set back does not prolong a lease', () => {
  leases.grant('view', 10_000);
  jest.setSystemTime(Date.now() - 3_600_000);
  jest.advanceTimersByTime(10_001);
  expect(expired).toEqual(['view']);
});

test('a dropped lease says nothing', () => {
  leases.grant('view', 1_000);
  leases.drop('view');
  jest.advanceTimersByTime(10_000);
  expect(expired).toEqual([]);
});

test('after closing nothing is told, and no timer keeps the process awake', () => {
  leases.grant('view', 1_000);
  leases.close();
  expect(jest.getTimerCount()).toBe(0);
  jest.advanceTimersByTime(10_000);
  expect(expired).toEqual([]);
});

test('one end may renew another that is due in the same moment, and that is too late', () => {
  const order: string[] = [];
  const both: Leases = new Leases({
    onExpired: (viewId) => order.push(`${viewId} ${both.renew(viewId === 'a' ? 'b' : 'a', 1_000)}`),
  });
  both.grant('a', 1_000);
  both.grant('b', 1_000);
  jest.advanceTimersByTime(5_000);
  expect(order).toEqual(['a false', 'b false']);
  both.close();
});
