import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { addDays, atMinute, localDay, weekdayOf } from '../../../server/platform/calendar.ts';

const day = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('days and weekdays are those of the calendar, leap years and all', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -800, max: 800 }), (from, days) => {
      const luxon = DateTime.fromISO(from, { zone: 'utc' });
      expect(addDays(from, days)).toBe(luxon.plus({ days }).toISODate());
      expect(weekdayOf(from)).toBe(luxon.weekday);
    }),
  );
});

test.each([
  ['Asia/Shanghai', '2026-11-22', 480, '2026-11-22T00:00:00.000Z'],
  ['Asia/Urumqi', '2026-11-22', 480, '2026-11-22T02:00:00.000Z'],
  ['Asia/Shanghai', '2026-12-31', 1440, '2026-12-31T16:00:00.000Z'],
  ['Europe/Berlin', '2026-03-29', 180, '2026-03-29T01:00:00.000Z'],
  ['Europe/Berlin', '2026-10-25', 240, '2026-10-25T03:00:00.000Z'],
])('%s, %s, minute %d is %s', (zone, of, minute, instant) => {
  expect(atMinute(of, minute, zone).toISOString()).toBe(instant);
});

test('a local time that daylight saving skips is the first instant after the gap', () => {
  expect(atMinute('2026-03-29', 150, 'Europe/Berlin').getTime()).toBeGreaterThanOrEqual(
    new Date('2026-03-29T01:00:00Z').getTime(),
  );
});

test('the day of an instant is the place’s, not the server’s', () => {
  const late = new Date('2026-11-21T17:30:00Z');
  expect([localDay(late, 'Asia/Shanghai'), localDay(late, 'UTC')]).toEqual(['2026-11-22', '2026-11-21']);
});
