import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { healthDay, overdueCases, TAKEN_BACK, type CheckRow, type FollowUpRow } from '../../../server/health/cases.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 5, 3, 0, minute));
const check = (id: string, minute: number, more: Partial<CheckRow> = {}): CheckRow => ({
  ...{ id, childId: 'k', classroomId: 'r', period: 'morning', temperature: 365, signs: [], note: '' },
  ...{ isAbnormal: false, happenedAt: at(minute), recordedAt: at(minute), actorId: 'w' },
  ...more,
});
const fever = (id: string, minute: number, more: Partial<CheckRow> = {}) =>
  check(id, minute, { temperature: 376, isAbnormal: true, ...more });
const step = (id: string, checkId: string, kind: string, minute: number): FollowUpRow => ({
  ...{ id, checkId, kind, note: '', actorId: 'w', recordedAt: at(minute) },
});
const cases = (checks: CheckRow[], steps: FollowUpRow[] = [], leftAt: Date | null = null) =>
  healthDay(checks, steps, leftAt).cases.map(({ check: { id }, state, followUps }) => [
    id,
    state,
    followUps.map((f) => f.id),
  ]);

test('a check that finds nothing opens no case; one that finds something waits for an answer', () => {
  expect(cases([check('a', 0), fever('b', 1, { period: 'noon' })])).toEqual([['b', 'waiting', []]]);
});

test.each([
  ['called', 'answered'],
  ['guardian_knows', 'answered'],
  ['guardian_comes', 'answered'],
  ['guardian_says', 'answered'],
  ['measured_again', 'waiting'],
  ['fetched', 'closed'],
  ['closed', 'closed'],
])('after %s a case is %s', (kind, state) => {
  expect(cases([fever('a', 0)], [step('s', 'a', kind, 5)])).toEqual([['a', state, ['s']]]);
});

test.each([
  ['whose family was told', ['called'], 30, 'closed', 30],
  ['whose family was told and that left before', ['guardian_knows'], -30, 'answered', null],
  ['of which nobody told the family', ['measured_again'], 30, 'waiting', 30],
  ['of which nothing was done', [], 30, 'waiting', 30],
  ['that is still there', ['called'], null, 'answered', null],
])('a child %s: what was done is %j, it left at %s, so its case is %s', (_who, kinds, left, state, fetched) => {
  const steps = kinds.map((kind, nth) => step(`s${String(nth)}`, 'a', kind, 5));
  const day = healthDay([fever('a', 0)], steps, left === null ? null : at(left));
  expect(day.cases).toMatchObject([{ state, fetchedAt: fetched === null ? null : at(fetched) }]);
});

test('that a child was fetched may be written down by the room alone', () => {
  const day = healthDay([fever('a', 0)], [step('s', 'a', 'fetched', 9)], null);
  expect(day.cases).toMatchObject([{ state: 'closed', fetchedAt: at(9) }]);
  const later = healthDay([fever('a', 0)], [step('s', 'a', 'fetched', 9)], at(40));
  expect(later.cases).toMatchObject([{ state: 'closed', fetchedAt: at(9) }]);
});

test('a later check of the same part of the day stands for it: what was found before is corrected', () => {
  const checks = [fever('wrong', 0), check('right', 1)];
  expect(cases(checks)).toEqual([['wrong', 'corrected', []]]);
  expect(healthDay(checks, [], null).checks.map(({ id }) => id)).toEqual(['right']);
});

test('a check that was taken back did not happen', () => {
  const checks = [fever('a', 0), check('undo', 1, { signs: [TAKEN_BACK], temperature: null })];
  expect(healthDay(checks, [], null)).toMatchObject({ checks: [], cases: [{ state: 'corrected' }] });
});

test('a second look at a child that is followed up belongs to its case; at another it may open one', () => {
  const again = fever('b', 20, { period: 'again', temperature: 381 });
  expect(cases([fever('a', 0), again], [step('b', 'a', 'measured_again', 20)])).toEqual([['a', 'waiting', ['b']]]);
  expect(cases([check('a', 0), again])).toEqual([['b', 'waiting', []]]);
});

test('after fifteen minutes without an answer a case is overdue, by the server’s clock', () => {
  const late = fever('a', 0, { happenedAt: at(-600) });
  const overdue = (minute: number, steps: FollowUpRow[] = []) =>
    overdueCases(healthDay([late], steps, null).cases, at(minute)).length;
  expect([overdue(14), overdue(15), overdue(15, [step('s', 'a', 'called', 3)])]).toEqual([0, 1, 0]);
});

test('neither the order of rows nor rows that come twice matter', () => {
  const checks = [
    fever('a', 0),
    check('b', 3),
    fever('c', 5, { period: 'noon' }),
    fever('d', 6, { period: 'again' }),
    check('e', 9, { period: 'noon', signs: [TAKEN_BACK] }),
    check('f', 9, { period: 'noon' }),
  ];
  const steps = [step('d', 'c', 'measured_again', 6), step('g', 'c', 'called', 7)];
  const expected = healthDay(checks, steps, null);
  const anyOrder = <T>(rows: T[]) =>
    fc.shuffledSubarray([...rows, ...rows], { minLength: rows.length * 2, maxLength: rows.length * 2 });
  fc.assert(
    fc.property(anyOrder(checks), anyOrder(steps), (some, more) => {
      expect(healthDay(some, more, null)).toEqual(expected);
    }),
  );
});
