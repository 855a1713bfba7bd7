import { expect, test } from '@jest/globals';
import { hoursOfRooms, mondayOf, weeksOf } from '../../../server/incident-register/trend-shape.ts';

test.each([
  ['2026-03-02', '2026-03-02'],
  ['2026-03-08', '2026-03-02'],
  ['2026-03-01', '2026-02-23'],
  ['2027-01-01', '2026-12-28'],
])('the week of %s begins on %s', (day, monday) => {
  expect(mondayOf(day)).toBe(monday);
});

test('weeks follow one another without a gap, from that of the first day to that of the last', () => {
  const kinds = [
    { monday: '2026-12-28', what: 'fall', n: 2 },
    { monday: '2026-12-28', what: 'bite', n: 1 },
  ];
  const injuries = [{ monday: '2027-01-04', what: 'none', n: 4 }];
  expect(weeksOf({ from: '2026-12-27', to: '2027-01-04' }, kinds, injuries)).toEqual([
    { monday: '2026-12-21', kinds: {}, injuries: {} },
    { monday: '2026-12-28', kinds: { fall: 2, bite: 1 }, injuries: {} },
    { monday: '2027-01-04', kinds: {}, injuries: { none: 4 } },
  ]);
});

test('each room has its 24 hours, and none of another’s', () => {
  const rooms = ['a', 'b'].map((classroomId) => ({ classroomId, name: classroomId, siteName: '' }));
  const counted = [
    { classroomId: 'a', hour: 0, n: 1 },
    { classroomId: 'b', hour: 23, n: 5 },
  ];
  const [first, second] = hoursOfRooms(rooms, counted);
  expect(first?.hours).toEqual([1, ...Array.from({ length: 23 }, () => 0)]);
  expect(second?.hours.at(-1)).toBe(5);
  expect(second?.hours.reduce((sum, n) => sum + n, 0)).toBe(5);
});
