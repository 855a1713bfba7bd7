import { expect, test } from '@jest/globals';
import { asClock, minuteOf } from '../../../web/admin/clock-time.ts';
import { weekLines } from '../../../web/admin/sites/week-lines.ts';

test.each([
  ['8:30', 510],
  ['08：30', 510],
  ['0830', 510],
  ['8', 480],
  ['00:00', 0],
  ['24:00', 1440],
  ['24:01', null],
  ['8:60', null],
  ['8:3', null],
  ['', null],
  ['noon', null],
])('typed as a time, %p is minute %p', (typed, minute) => {
  expect(minuteOf(typed)).toBe(minute);
});

test('a minute is written on the 24-hour clock, and the end of the day is not its beginning', () => {
  expect([0, 510, 1_080, 1_440].map(asClock)).toEqual(['00:00', '08:30', '18:00', '24:00']);
});

test('days in a row with the same hours share a line, and a closed day parts them', () => {
  const span = (weekday: number, fromMinute: number, toMinute: number) => ({ weekday, fromMinute, toMinute });
  const week = [span(2, 480, 1080), span(1, 480, 1080), span(4, 480, 1080), span(5, 0, 1440), span(5, 0, 1440)];
  expect(weekLines(week).map(({ first, last, spans }) => [first, last, spans.length])).toEqual([
    [1, 2, 1],
    [4, 4, 1],
    [5, 5, 2],
  ]);
  expect(weekLines([])).toEqual([]);
});
