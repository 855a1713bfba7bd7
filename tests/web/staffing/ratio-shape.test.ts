import { expect, test } from '@jest/globals';
import type { RoomHistory } from '#contract/staffing.ts';
import { hoursOf, ratioShape } from '../../../web/features/staffing/ratio-shape.ts';
import { ratioSentence } from '../../../web/admin/staffing/ratio-sentence.ts';
import { staffingWords } from '../../../web/admin/staffing/words.ts';
import { sayIn } from '../../../web/shared/words/book.ts';

const HOUR_MS = 3_600_000;
const at = (time: string) => `2026-06-03T${time}:00.000Z`;
const told = { limit: 5, rule: 'standard-20', isTold: true } as const;
const history = (more: Partial<RoomHistory> = {}): RoomHistory =>
  ({
    timeZone: 'UTC',
    day: '2026-06-03',
    kind: 'toddler',
    from: at('00:00'),
    to: at('17:00'),
    ratio: { limit: 5, rule: 'standard-20', standard: 5 },
    capacity: { limit: 15, rule: 'standard-19', standard: 15 },
    isRecorded: true,
    steps: [
      { at: at('00:00'), children: 0, staff: 0 },
      { at: at('07:50'), children: 0, staff: 1 },
      { at: at('08:10'), children: 5, staff: 1 },
      { at: at('09:00'), children: 6, staff: 1 },
      { at: at('09:30'), children: 6, staff: 2 },
      { at: at('16:20'), children: 0, staff: 0 },
    ],
    breaches: [{ kind: 'ratio', from: at('09:00'), to: at('09:30'), children: 6, staff: 1, ...told }],
    people: [],
    ...more,
  }) as RoomHistory;
const sentence = (of: RoomHistory) =>
  ratioSentence(of, '海棠班', (key, values) => sayIn('zh', staffingWords, key, values), 'zh');

test('the plot begins with the hour in which somebody came and ends with the one in which all were gone', () => {
  const shape = ratioShape(history());
  expect([shape.from, shape.to]).toEqual([Date.parse(at('07:00')), Date.parse(at('17:00'))]);
  expect(hoursOf(shape)).toHaveLength(11);
  expect(shape.to - shape.from).toBe(10 * HOUR_MS);
});

test('staff who come and go are ticks, and the axis leaves room above the limit and the highest ratio', () => {
  const shape = ratioShape(history());
  expect(shape.ticks.map(({ by }) => by)).toEqual([1, 1, -2]);
  expect(shape.top).toBe(8);
  expect(shape.stretches.map(({ ratio }) => ratio)).toEqual([0, 0, 5, 6, 3, 0]);
});

test('a limit of that day that is none any more is drawn beside today’s, and has room', () => {
  const shape = ratioShape(history({ ratio: { limit: 3, rule: 'own', standard: 5 } }));
  expect(shape.limitsThen).toEqual([5]);
  expect(shape.top).toBe(8);
  expect(ratioShape(history()).limitsThen).toEqual([]);
});

test('what was over its limit is hatched from the limit that held then, not from today’s', () => {
  const over = (more: Partial<RoomHistory>) =>
    ratioShape(history(more)).over.map(({ from, to, limit, ratio }) => [from, to, limit, ratio]);
  const told = [Date.parse(at('09:00')), Date.parse(at('09:30')), 5, 6];
  expect(over({})).toEqual([told]);
  expect(over({ ratio: { limit: 3, rule: 'own', standard: 5 } })).toEqual([told]);
  expect(over({ ratio: { limit: 8, rule: 'own', standard: 5 } })).toEqual([told]);
});

test('a breach of which the records say since that it was none is not hatched', () => {
  const steps = [{ at: at('00:00'), children: 4, staff: 1 }];
  expect(ratioShape(history({ steps })).over).toEqual([]);
});

test('the sentence tells how often and for how long the hands did not suffice', () => {
  expect(sentence(history())).toBe('海棠班有 1 次人手不足，共 30 分钟；最高 1:6（09:00）。');
  expect(sentence(history({ breaches: [] }))).toBe('海棠班一直不超过 1:5，最高 1:6（09:00）。');
});

test('an empty day and one of which nothing is known say so instead of a ratio', () => {
  expect(sentence(history({ steps: [{ at: at('00:00'), children: 0, staff: 0 }], breaches: [] }))).toContain(
    '没有孩子在园',
  );
  expect(sentence(history({ isRecorded: false }))).toContain('从没打过卡');
});
