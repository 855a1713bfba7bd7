import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayState, type DayEvent } from '../../../server/attendance/day-state.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 5, 3, 0, minute));
const event = (id: string, kind: DayEvent['kind'], minute: number, more: Partial<DayEvent> = {}): DayEvent => ({
  id,
  kind,
  classroomId: 'A',
  undoesId: null,
  happenedAt: at(minute),
  ...more,
});

test.each<[string, DayEvent[], ReturnType<typeof dayState>]>([
  ['nothing yet: expected', [], { state: 'expected', classroomId: null, at: null }],
  ['arrived: present since then', [event('1', 'checked_in', 1)], { state: 'present', classroomId: 'A', at: at(1) }],
  [
    'arrived and fetched: left since then',
    [event('1', 'checked_in', 1), event('2', 'checked_out', 9)],
    { state: 'left', classroomId: 'A', at: at(9) },
  ],
  [
    'came back: present since the second arrival',
    [event('1', 'checked_in', 1), event('2', 'checked_out', 5), event('3', 'checked_in', 8)],
    { state: 'present', classroomId: 'A', at: at(8) },
  ],
  [
    'moved to another room: there, and still since its arrival',
    [event('1', 'checked_in', 1), event('2', 'checked_in', 5, { classroomId: 'B' })],
    { state: 'present', classroomId: 'B', at: at(1) },
  ],
  [
    'a check-in taken back: expected again',
    [event('1', 'checked_in', 1), event('2', 'undone', 2, { undoesId: '1' })],
    { state: 'expected', classroomId: null, at: null },
  ],
  [
    'a check-out taken back: present since the arrival',
    [event('1', 'checked_in', 1), event('2', 'checked_out', 5), event('3', 'undone', 6, { undoesId: '2' })],
    { state: 'present', classroomId: 'A', at: at(1) },
  ],
  [
    'a check-in told late, of before the departure: has left all the same',
    [event('1', 'checked_in', 2), event('2', 'checked_out', 5), event('3', 'checked_in', 1)],
    { state: 'left', classroomId: 'A', at: at(5) },
  ],
  [
    'a departure without an arrival: expected',
    [event('1', 'checked_out', 5)],
    { state: 'expected', classroomId: null, at: null },
  ],
  [
    'in and out in the same instant: in doubt nobody is present',
    [event('2', 'checked_in', 5), event('1', 'checked_out', 5)],
    { state: 'left', classroomId: 'A', at: at(5) },
  ],
])('%s', (_title, events, expected) => {
  expect(dayState(events)).toEqual(expected);
});

const anyDay = fc
  .array(
    fc.record({
      id: fc.constantFrom('1', '2', '3', '4', '5', '6'),
      kind: fc.constantFrom('checked_in' as const, 'checked_out' as const, 'undone' as const),
      classroomId: fc.constantFrom('A', 'B'),
      undone: fc.constantFrom('1', '2', '3', '4', '5', '6'),
      happenedAt: fc.integer({ min: 0, max: 5 }).map(at),
    }),
  )
  .map((rows) =>
    [...new Map(rows.map((row) => [row.id, row])).values()].map(({ undone, ...row }): DayEvent => ({
      ...row,
      undoesId: row.kind === 'undone' ? undone : null,
    })),
  );

test('the order in which rows come, and rows that come twice, change nothing', () => {
  fc.assert(
    fc.property(anyDay, fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), (events, keys) => {
      const shuffled = [...events, ...events]

        .map((row, index) => ({ row, key: keys[index] ?? 0 }))
        .sort((a, b) => a.key - b.key)
        .map(({ row }) => row);
      expect(dayState(shuffled)).toEqual(dayState(events));
    }),
  );
});

test('taking back the newest of all events gives the state before it', () => {
  fc.assert(
    fc.property(anyDay, fc.constantFrom('checked_in' as const, 'checked_out' as const), (events, kind) => {
      const day = events.filter((row) => row.kind !== 'undone');
      const last = event('last', kind, 8);
      expect(dayState([...day, last, event('undo', 'undone', 9, { undoesId: 'last' })])).toEqual(dayState(day));
    }),
  );
});

test('after a departure that is the last to happen, nobody is present', () => {
  fc.assert(
    fc.property(anyDay, (events) => {
      const day = events.filter((row) => row.undoesId !== 'last');
      expect(dayState([...day, event('last', 'checked_out', 8)]).state).not.toBe('present');
    }),
  );
});
