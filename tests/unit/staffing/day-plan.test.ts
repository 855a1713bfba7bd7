import { expect, test } from '@jest/globals';
import { comparePlan } from '../../../server/staffing/day-plan.ts';
import type { StaffSpan } from '../../../server/staffing/derive-staff-day.ts';

const at = (hour: number, minute = 0) => new Date(Date.UTC(2026, 5, 3, hour, minute));
const PLAN = [{ from: at(8), to: at(16) }];
const OVER = { now: at(23, 59), isOver: true };
const working = (from: Date, to: Date | null, state: StaffSpan['state'] = 'working'): StaffSpan => ({
  ...{ state, from, to },
  classroomId: 'A',
});
const notes = (spans: StaffSpan[], planned = PLAN, until = OVER) => comparePlan(planned, { spans }, until).notes;

test('who comes and goes within five minutes of the plan is on time', () => {
  expect(notes([working(at(8, 5), at(15, 55))])).toEqual([]);
  expect(notes([working(at(8, 6), at(15, 54))])).toEqual(['late', 'gone-early']);
});

test('who has not come is late while the shift lasts and absent after it, and neither before it begins', () => {
  expect(notes([], PLAN, { now: at(7), isOver: false })).toEqual([]);
  expect(notes([], PLAN, { now: at(9), isOver: false })).toEqual(['late']);
  expect(notes([], PLAN, { now: at(17), isOver: false })).toEqual(['absent']);
  expect(notes([])).toEqual(['absent']);
});

test('who came without a plan, and who never recorded leaving, is said', () => {
  expect(notes([working(at(9), null)], [])).toEqual(['not-planned', 'open']);
  expect(notes([working(at(8), null)], PLAN, { now: at(12), isOver: false })).toEqual([]);
});

test('minutes of work, breaks and training are counted apart', () => {
  const spans = [
    working(at(8), at(10)),
    working(at(10), at(10, 20), 'break'),
    working(at(10, 20), at(12)),
    working(at(12), at(13), 'training'),
  ];
  expect(comparePlan(PLAN, { spans }, OVER)).toMatchObject({
    workedMinutes: 220,
    breakMinutes: 20,
    trainingMinutes: 60,
  });
});
