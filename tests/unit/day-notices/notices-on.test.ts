import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { noticesOn, type NoticeRow } from '../../../server/day-notices/notices-on.ts';

const row = (id: string, minute: number, more: Partial<NoticeRow>): NoticeRow => ({
  id,
  kind: 'absence',
  withdrawsId: null,
  fromDay: '2026-06-03',
  toDay: '2026-06-05',
  recordedAt: new Date(Date.UTC(2026, 5, 1, 0, minute)),
  ...more,
});
const ids = (rows: readonly NoticeRow[], day: string) => {
  const { absence, latePickUp, pickUp } = noticesOn(rows, day);
  return [absence?.id ?? null, latePickUp?.id ?? null, pickUp?.id ?? null];
};

test('a notice counts from its first day to its last, both included', () => {
  const rows = [row('a', 0, {})];
  expect(['2026-06-02', '2026-06-03', '2026-06-05', '2026-06-06'].map((day) => ids(rows, day)[0])).toEqual([
    null,
    'a',
    'a',
    null,
  ]);
});

test('days as the database has them count like days as text', () => {
  const rows = [row('a', 0, { fromDay: new Date('2026-06-03'), toDay: new Date('2026-06-03') })];
  expect([ids(rows, '2026-06-03')[0], ids(rows, '2026-06-04')[0]]).toEqual(['a', null]);
});

test('of two of the same kind the later word counts; other kinds stand beside it', () => {
  const rows = [
    row('first', 0, { kind: 'pick_up' }),
    row('second', 1, { kind: 'pick_up' }),
    row('late', 2, { kind: 'late_pickup' }),
  ];
  expect(ids(rows, '2026-06-03')).toEqual([null, 'late', 'second']);
});

test('what was withdrawn counts no more, and the word before it does again', () => {
  const rows = [
    row('first', 0, {}),
    row('second', 1, {}),
    row('undo', 2, { kind: 'withdrawn', withdrawsId: 'second' }),
  ];
  expect(ids(rows, '2026-06-04')).toEqual(['first', null, null]);
  expect(ids([...rows, row('undo2', 3, { kind: 'withdrawn', withdrawsId: 'first' })], '2026-06-04')[0]).toBeNull();
});

test('neither the order of rows nor rows that come twice matter', () => {
  const rows = [
    row('a', 0, {}),
    row('b', 0, { kind: 'absence' }),
    row('c', 1, { kind: 'pick_up' }),
    row('d', 2, { kind: 'late_pickup' }),
    row('e', 3, { kind: 'withdrawn', withdrawsId: 'd' }),
    row('f', 4, { kind: 'late_pickup', fromDay: '2026-06-04', toDay: '2026-06-04' }),
  ];
  const expected = ids(rows, '2026-06-04');
  fc.assert(
    fc.property(fc.shuffledSubarray([...rows, ...rows], { minLength: 12, maxLength: 12 }), (shuffled) => {
      expect(ids(shuffled, '2026-06-04')).toEqual(expected);
    }),
  );
});
