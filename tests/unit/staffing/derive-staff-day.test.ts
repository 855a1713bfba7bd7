import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { STAFF_EVENT_KINDS } from '../../../server/contract/staffing.ts';
import { deriveStaffDay, type StaffDayEvent } from '../../../server/staffing/derive-staff-day.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 5, 3, 0, minute));
const event = (id: string, kind: StaffDayEvent['kind'], minute: number, more: Partial<StaffDayEvent> = {}) => ({
  id,
  kind,
  classroomId: 'A',
  undoesId: null,
  happenedAt: at(minute),
  ...more,
});
const spans = (events: StaffDayEvent[]) =>
  deriveStaffDay(events).spans.map(({ state, classroomId, from, to }) => [
    state,
    classroomId,
    from.getUTCMinutes(),
    to?.getUTCMinutes() ?? null,
  ]);
const idle = (events: StaffDayEvent[]) => deriveStaffDay(events).idle.map(({ id }) => id);

test('a day with a break, training and a move says what was done where from when to when', () => {
  expect(
    spans([
      event('1', 'arrived', 1),
      event('2', 'break_began', 10),
      event('3', 'break_ended', 15),
      event('4', 'moved', 20, { classroomId: 'B' }),
      event('5', 'training_began', 30),
      event('6', 'training_ended', 40),
      event('7', 'left', 50),
    ]),
  ).toEqual([
    ['working', 'A', 1, 10],
    ['break', 'A', 10, 15],
    ['working', 'A', 15, 20],
    ['working', 'B', 20, 30],
    ['training', 'B', 30, 40],
    ['working', 'B', 40, 50],
  ]);
});

test('an arrival in another room is a move, and never two rooms at once', () => {
  expect(spans([event('1', 'arrived', 1), event('2', 'arrived', 9, { classroomId: 'B' })])).toEqual([
    ['working', 'A', 1, 9],
    ['working', 'B', 9, null],
  ]);
});

test('who is away can do nothing but arrive, and who does something does not begin it again', () => {
  const day = [
    event('1', 'left', 1),
    event('2', 'moved', 2, { classroomId: 'B' }),
    event('3', 'break_began', 3),
    event('4', 'arrived', 4),
    event('5', 'break_ended', 5),
    event('6', 'break_began', 6),
    event('7', 'break_began', 7),
  ];
  expect(idle(day)).toEqual(['1', '2', '3', '5', '7']);
  expect(spans(day)).toEqual([
    ['working', 'A', 4, 6],
    ['break', 'A', 6, null],
  ]);
});

test('what was taken back does not count, and a correction stands for what it corrects', () => {
  expect(spans([event('1', 'arrived', 1), event('2', 'undone', 2, { undoesId: '1' })])).toEqual([]);
  expect(spans([event('1', 'arrived', 9), event('2', 'arrived', 3, { undoesId: '1' })])).toEqual([
    ['working', 'A', 3, null],
  ]);
});

const anyDay = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...STAFF_EVENT_KINDS, 'undone' as const),
      classroomId: fc.constantFrom('A', 'B', 'C'),
      minute: fc.integer({ min: 0, max: 59 }),
      undoes: fc.option(fc.nat({ max: 14 }), { nil: null }),
    }),
    { maxLength: 14 },
  )
  .map((drawn) =>
    drawn.map(({ kind, classroomId, minute, undoes }, index) =>
      event(`event ${String(index)}`, kind, minute, {
        classroomId,
        undoesId: undoes === null || undoes === index ? null : `event ${String(undoes)}`,
      }),
    ),
  );

test('any order of the records, and any of them sent twice, gives the same day', () => {
  fc.assert(
    fc.property(
      anyDay.chain((day) =>
        fc.tuple(fc.constant(day), fc.shuffledSubarray([...day, ...day], { minLength: day.length * 2 })),
      ),
      ([day, shuffled]) => expect(spans(shuffled)).toEqual(spans(day)),
    ),
  );
});

test('nobody is ever in two rooms, or counted twice: one span begins where the last has ended', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const found = deriveStaffDay(day).spans;
      for (const [index, { from, to }] of found.entries()) {
        const next = found[index + 1];
        if (next) expect(to !== null && to <= next.from).toBe(true);
        expect(to === null || to > from).toBe(true);
      }
    }),
  );
});
