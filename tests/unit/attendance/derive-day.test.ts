import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deriveDay, type DayEvent } from '../../../server/attendance/derive-day.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 5, 3, 0, minute));
const event = (id: string, kind: DayEvent['kind'], minute: number, more: Partial<DayEvent> = {}): DayEvent => ({
  id,
  kind,
  classroomId: 'A',
  undoesId: null,
  happenedAt: at(minute),
  withUserId: null,
  withPickupId: null,
  ...more,
});
const rooms = (events: DayEvent[]) =>
  deriveDay(events).stays.map((stay) =>
    stay.rooms.map(({ classroomId, from, to }) => [classroomId, from.getUTCMinutes(), to?.getUTCMinutes() ?? null]),
  );
const conflicts = (events: DayEvent[]) => deriveDay(events).conflicts.map(({ kind, event: { id } }) => [kind, id]);

test('a day with two stays and a transfer says which room the child was in from when to when', () => {
  expect(
    rooms([
      event('1', 'checked_in', 1),
      event('2', 'transferred', 5, { classroomId: 'B' }),
      event('3', 'checked_out', 9, { classroomId: 'B' }),
      event('4', 'checked_in', 20),
    ]),
  ).toEqual([
    [
      ['A', 1, 5],
      ['B', 5, 9],
    ],
    [['A', 20, null]],
  ]);
});

test('a transfer of a child that is not there moves nobody', () => {
  expect(rooms([event('1', 'transferred', 5, { classroomId: 'B' })])).toEqual([]);
});

test('a correction stands for what it corrects, and a correction of it for both', () => {
  const day = [
    event('1', 'checked_in', 20),
    event('2', 'checked_in', 8, { undoesId: '1' }),
    event('3', 'checked_in', 10, { undoesId: '2' }),
  ];
  expect(rooms(day)).toEqual([[['A', 10, null]]]);
  expect(deriveDay(day).standing.map(({ id }) => id)).toEqual(['3']);
});

test('of two arrivals, and of two departures with the same person, the earlier counts without a word', () => {
  const day = [
    event('1', 'checked_in', 5),
    event('2', 'checked_in', 2),
    event('3', 'checked_out', 9, { withUserId: 'mother' }),
    event('4', 'checked_out', 8, { withUserId: 'mother' }),
  ];
  expect(rooms(day)).toEqual([[['A', 2, 8]]]);
  expect(conflicts(day)).toEqual([]);
});

test('what cannot be so is said: two companions, two rooms, a departure without an arrival', () => {
  const arrival = event('1', 'checked_in', 1);
  const departure = event('2', 'checked_out', 5, { withUserId: 'mother' });
  expect(conflicts([arrival, departure, event('3', 'checked_out', 7, { withPickupId: 'granny' })])).toEqual([
    ['left-twice', '3'],
  ]);
  expect(conflicts([arrival, event('4', 'checked_in', 3, { classroomId: 'B' })])).toEqual([['two-rooms', '4']]);
  expect(conflicts([event('5', 'checked_out', 3)])).toEqual([['out-without-in', '5']]);
});

const ids = ['1', '2', '3', '4', '5', '6', '7', '8'];
const anyDay = fc
  .array(
    fc.record({
      id: fc.constantFrom(...ids),
      kind: fc.constantFrom<DayEvent['kind'][]>('checked_in', 'checked_out', 'transferred', 'undone'),
      classroomId: fc.constantFrom('A', 'B', 'C'),
      undoesId: fc.option(fc.constantFrom(...ids)),
      happenedAt: fc.integer({ min: 0, max: 9 }).map(at),
      withUserId: fc.option(fc.constantFrom('mother', 'father')),
    }),
    { maxLength: 8 },
  )
  .map((rows) => [...new Map(rows.map((row) => [row.id, row])).values()] as DayEvent[]);

test('any order of arrival, and records that come twice, derive the same day', () => {
  fc.assert(
    fc.property(anyDay, fc.infiniteStream(fc.nat()), (events, keys) => {
      const shuffled = [...events, ...events]
        .map((row) => ({ row: { ...row }, key: keys.next().value as number }))
        .sort((a, b) => a.key - b.key)
        .map(({ row }) => row);
      expect(deriveDay(shuffled)).toEqual(deriveDay(events));
    }),
    { numRuns: 500 },
  );
});

test('stays follow one another, have their rooms without a gap, and only the last can be open', () => {
  fc.assert(
    fc.property(anyDay, (events) => {
      const { stays } = deriveDay(events);
      stays.forEach((stay, i) => {
        const next = stays[i + 1];
        if (next) expect(stay.to === null ? Number.NaN : +stay.to).toBeLessThanOrEqual(+next.from);
        expect(stay.rooms[0]?.from).toEqual(stay.from);
        expect(stay.rooms.at(-1)?.to).toEqual(stay.to);
        stay.rooms.slice(1).forEach((room, j) => expect(stay.rooms[j]?.to).toEqual(room.from));
      });
    }),
    { numRuns: 500 },
  );
});
