import { expect, test } from '@jest/globals';
import type { IncidentTrends, TrendWeek } from '#contract/incident-register.ts';
import { hourShape, REST, weekShape } from '../../../web/admin/incidents-register/trend-shapes.ts';

const week = (monday: string, kinds: TrendWeek['kinds']): TrendWeek => ({ monday, kinds, injuries: {} });

test('the four that there is most of stand for themselves, the others together; a serious kind never among those', () => {
  const weeks = [
    week('2026-06-01', { fall: 3, bite: 2, sting: 1, fever: 1, other: 1, burn: 1 }),
    week('2026-06-08', {}),
    week('2026-06-15', { bite: 2, scratch: 4 }),
  ];
  const shape = weekShape(weeks, 'kinds');
  expect(shape.series).toEqual([
    { what: 'bite', n: 4 },
    { what: 'scratch', n: 4 },
    { what: 'fall', n: 3 },
    { what: 'sting', n: 1 },
    { what: 'burn', n: 1 },
    { what: REST, n: 2 },
  ]);
  expect(shape.bars.map(({ total, parts }) => [total, ...parts.map(({ n }) => n)])).toEqual([
    [9, 2, 0, 3, 1, 1, 2],
    [0, 0, 0, 0, 0, 0, 0],
    [6, 2, 4, 0, 0, 0, 0],
  ]);
  expect([shape.total, shape.highest, shape.busiest?.monday]).toEqual([15, 9, '2026-06-01']);
});

test('five fit without others, and of nothing there is no busiest week', () => {
  const five = weekShape([week('2026-06-01', { fall: 5, bite: 4, sting: 3, fever: 2, other: 1 })], 'kinds');
  expect(five.series.map(({ what }) => what)).toEqual(['fall', 'bite', 'sting', 'fever', 'other']);
  expect(weekShape([week('2026-06-01', { fall: 1 })], 'injuries')).toMatchObject({
    series: [],
    busiest: null,
    total: 0,
  });
});

const room = (name: string, at: Record<number, number>) =>
  ({ name, siteName: '', classroomId: name, hours: Array.from({ length: 24 }, (_, hour) => at[hour] ?? 0) }) as object;

test('hours are those in which a nursery is open, and those in which something happened all the same', () => {
  const rooms = [room('a', { 7: 1, 10: 3 }), room('b', { 10: 3 })] as IncidentTrends['rooms'];
  const shape = hourShape(rooms);
  expect([shape.hours[0], shape.hours.at(-1)]).toEqual([7, 17]);
  expect(shape).toMatchObject({ most: 3, busiest: { name: 'a', hour: 10, n: 3 } });
  expect(hourShape([]).busiest).toBeNull();
});
