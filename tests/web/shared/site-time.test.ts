import { expect, test } from '@jest/globals';
import { dateIn, endOfDay, instantIn, todayIn } from '../../../web/shared/site-time.ts';

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
