import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deriveDay, type DayEvent } from '../../../server/attendance/derive-day.ts';
import { dayState } from '../../../server/attendance/day-state.ts';
import { limitsOf } from '../../../server/contract/room-standard.ts';
import { STAFF_EVENT_KINDS } from '../../../server/contract/staffing.ts';
import { deriveStaffDay, type StaffDayEvent } from '../../../server/staffing/derive-staff-day.ts';
import { breachesIn, ratioByMinute } from '../../../server/staffing/ratio-by-minute.ts';
import { presencesIn } from '../../../server/staffing/room-counts.ts';

const MINUTES = 180;
const at = (minute: number) => new Date(Date.UTC(2026, 5, 3, 0, minute));
const range = { from: at(0), to: at(MINUTES) };
const limits = limitsOf({ kind: 'toddler', ratio: 5, capacity: 15 });
const span = (from: number, to: number | null) => ({ from: at(from), to: to === null ? null : at(to) });
const times = (n: number, one: ReturnType<typeof span>) => Array.from({ length: n }, () => one);

test('a step is made where a count changes, and nowhere else', () => {
  const steps = ratioByMinute([span(10, 50), span(10, null)], [span(5, 20), span(20, 60)], range);
  expect(steps.map(({ at: from, ...counts }) => [(from.getTime() - range.from.getTime()) / 60_000, counts])).toEqual([
    [0, { children: 0, staff: 0 }],
    [5, { children: 0, staff: 1 }],
    [10, { children: 2, staff: 1 }],
    [50, { children: 1, staff: 1 }],
    [60, { children: 1, staff: 0 }],
  ]);
});

test('a break of one of two caregivers breaks the ratio for as long as it lasts, with the most children of that time', () => {
  const children = [...times(6, span(0, 100)), span(30, 100)];
  const steps = ratioByMinute(children, [span(0, 100), span(0, 20), span(40, 100)], range);
  expect(breachesIn(steps, limits, range.to)).toEqual([
    { kind: 'ratio', from: at(20), to: at(40), children: 7, staff: 1 },
  ]);
});

test('children without a caregiver break the ratio, and a place too few breaks the capacity until the end of the day', () => {
  const steps = ratioByMinute(times(16, span(0, null)), times(4, span(5, null)), range);
  expect(breachesIn(steps, limits, range.to)).toEqual([
    { kind: 'ratio', from: at(0), to: at(5), children: 16, staff: 0 },
    { kind: 'capacity', from: at(0), to: range.to, children: 16, staff: 0 },
  ]);
});

const rooms = fc.constantFrom('A', 'B');
const minute = fc.integer({ min: 0, max: MINUTES - 1 });
const childDay = fc.array(
  fc.record({ kind: fc.constantFrom('checked_in', 'checked_out', 'transferred'), classroomId: rooms, minute }),
  { maxLength: 8 },
);
const staffDay = fc.array(fc.record({ kind: fc.constantFrom(...STAFF_EVENT_KINDS), classroomId: rooms, minute }), {
  maxLength: 8,
});
const named = <R extends { minute: number }>(rows: readonly R[], who: string) =>
  rows.map(({ minute: of, ...row }, index) => ({
    ...row,
    id: `${who} ${String(index)}`,
    undoesId: null,
    happenedAt: at(of),
  }));

test('the plot counts at each minute what counting everybody at that minute counts', () => {
  fc.assert(
    fc.property(fc.array(childDay, { maxLength: 8 }), fc.array(staffDay, { maxLength: 5 }), (childDays, staffDays) => {
      const children = childDays.map((rows, nth) => named(rows, `child ${String(nth)}`) as DayEvent[]);
      const staff = staffDays.map((rows, nth) => named(rows, `staff ${String(nth)}`) as StaffDayEvent[]);
      const facts = {
        children: children.flatMap((events, nth) => events.map((row) => ({ ...row, childId: String(nth) }))),
        staff: staff.flatMap((events, nth) => events.map((row) => ({ ...row, userId: String(nth), counts: true }))),
      };
      const present = presencesIn('A', facts, (events) =>
        deriveDay(events).stays.flatMap(({ rooms: stayed }) => stayed),
      );
      const steps = ratioByMinute(present.children, present.staff, range);
      for (let now = 0; now < MINUTES; now += 1) {
        const until = <E extends { happenedAt: Date }>(events: readonly E[]) =>
          events.filter(({ happenedAt }) => happenedAt <= at(now));
        const here = children.filter((events) => {
          const day = dayState(until(events));
          return day.state === 'present' && day.classroomId === 'A';
        });
        const working = staff.filter((events) => {
          const last = deriveStaffDay(until(events)).spans.at(-1);
          return last?.to === null && last.state === 'working' && last.classroomId === 'A';
        });
        const step = steps.findLast((one) => one.at <= at(now));
        expect([step?.children, step?.staff]).toEqual([here.length, working.length]);
      }
    }),
    { numRuns: 60 },
  );
});

test('a breach tells its worst moment: the most children for each caregiver, not the most children', () => {
  const steps = ratioByMinute(times(8, span(0, 30)), [span(0, 10), span(20, 60)], range);
  expect(breachesIn(steps, limits, range.to)).toEqual([
    { kind: 'ratio', from: at(0), to: at(30), children: 8, staff: 0 },
  ]);
});
