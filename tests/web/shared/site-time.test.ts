import { expect, test } from '@jest/globals';
import { dateIn, endOfDay, instantIn, lastAt, todayIn } from '../../../web/shared/site-time.ts';

test.each([
  ['Asia/Shanghai', '2026-11-20T08:30', '2026-11-20T00:30:00.000Z'],
  ['Europe/Berlin', '2026-07-01T08:30', '2026-07-01T06:30:00.000Z'],
  ['Europe/Berlin', '2026-12-01T08:30', '2026-12-01T07:30:00.000Z'],
  ['Europe/Berlin', '2026-10-25T12:00', '2026-10-25T11:00:00.000Z'],
])('in %s the clocks show %s at %s', (zone, local, instant) => {
  expect(instantIn(zone, local).toISOString()).toBe(instant);
});

test('valid until a day means to the end of it, by the clocks of the site', () => {
  const end = endOfDay('Asia/Shanghai', '2026-12-31');
  expect(end.toISOString()).toBe('2026-12-31T15:59:00.000Z');
  expect(dateIn('Asia/Shanghai', end.toISOString())).toBe('2026-12-31');
});

test('late in the evening in London it is tomorrow already in Shanghai', () => {
  expect(todayIn('Asia/Shanghai', new Date('2026-11-20T17:00:00Z'))).toBe('2026-11-21');
});

test.each([
  // In Shanghai it is two minutes past midnight.
  ['00:02', '2026-06-02T16:02:00.000Z'],
  ['00:00', '2026-06-02T16:00:00.000Z'],
  ['23:58', '2026-06-02T15:58:00.000Z'],
  ['00:03', '2026-06-01T16:03:00.000Z'],
  ['24:00', '2026-06-02T16:00:00.000Z'],
])('when the clock showed %s last', (time, at) => {
  expect(lastAt('Asia/Shanghai', time, new Date('2026-06-02T16:02:30.000Z')).toISOString()).toBe(at);
});
