import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { roomAlerts } from '../../../server/checks/room-alerts.ts';
import { sleepState, type CheckRow } from '../../../server/checks/sleep-state.ts';
import { isListed, tasksOfDay, type TaskRow } from '../../../server/checks/tasks-of-day.ts';
import { atMinute } from '../../../server/platform/calendar.ts';

const ROOM = 'room';
const DAY = '2026-06-03';
const ZONE = 'Asia/Urumqi';
const at = (hour: number, minute = 0) => atMinute(DAY, hour * 60 + minute, ZONE);
let nth = 0;
const row = (kind: string, happenedAt: Date, more: Partial<CheckRow> = {}): CheckRow => ({
  id: `check-${String((nth += 1))}`,
  classroomId: ROOM,
  kind,
  taskId: null,
  undoesId: null,
  happenedAt,
  recordedAt: happenedAt,
  actorId: 'somebody',
  ...more,
});

test('a look is due ten minutes after the nap began, and after each look; a nap that ended or was taken back is none', () => {
  const began = row('sleep_began', at(12, 30));
  const looked = row('sleep_checked', at(12, 41));
  expect(sleepState([], 10)).toBeNull();
  expect(sleepState([began], 10)).toMatchObject({ since: at(12, 30), lookedAt: null, dueAt: at(12, 40) });
  expect(sleepState([looked, began], 10)).toMatchObject({ lookedAt: at(12, 41), dueAt: at(12, 51) });
  expect(sleepState([began, looked, row('undone', at(12, 42), { undoesId: looked.id })], 10)?.dueAt).toEqual(
    at(12, 40),
  );
  expect(sleepState([began, row('sleep_began', at(12, 35))], 10)?.since).toEqual(at(12, 30));
  const ended = row('sleep_ended', at(14));
  expect(sleepState([began, looked, ended], 10)).toBeNull();
  expect(sleepState([began, ended, row('sleep_began', at(15))], 10)).toMatchObject({ since: at(15), lookedAt: null });
  expect(sleepState([began, ended, row('undone', at(14, 1), { undoesId: ended.id })], 10)?.since).toEqual(at(12, 30));
});

test('neither the order in which tablets tell it nor telling it twice makes another nap', () => {
  const kinds = fc.constantFrom('sleep_began', 'sleep_checked', 'sleep_ended');
  const day = fc.array(fc.tuple(kinds, fc.integer({ min: 0, max: 179 })), { maxLength: 12 });
  fc.assert(
    fc.property(day, fc.integer(), (all, seed) => {
      const rows = all.map(([kind, minute]) => row(kind, at(12, minute)));
      const mixed = [...rows, ...rows].sort(
        (a, b) => ((a.id.charCodeAt(6) * seed) % 7) - ((b.id.charCodeAt(6) * seed) % 7),
      );
      expect(sleepState(mixed, 10)).toEqual(sleepState(rows, 10));
    }),
  );
});

const task = (more: Partial<TaskRow> = {}): TaskRow => ({
  id: 'task',
  classroomId: null,
  kind: 'patrol',
  name: '活动室巡查',
  weekdays: [1, 2, 3, 4, 5],
  dueMinute: 10 * 60,
  createdAt: new Date('2026-01-01T00:00:00Z'),
  endedAt: null,
  ...more,
});
const room = { classroomId: ROOM, day: DAY, timeZone: ZONE, isClosed: false };

test('a room owes what is planned for it or for all, on its weekdays, and nothing on a closed day', () => {
  expect(tasksOfDay([task()], room, [])).toMatchObject([{ dueAt: at(10), done: null }]);
  expect(tasksOfDay([task({ classroomId: ROOM })], room, [])).toHaveLength(1);
  expect(tasksOfDay([task({ classroomId: 'other' })], room, [])).toEqual([]);
  expect(tasksOfDay([task({ weekdays: [6, 7] })], room, [])).toEqual([]);
  expect(tasksOfDay([task()], { ...room, isClosed: true }, [])).toEqual([]);
});

test('what was planned after its time is owed from the next day on; what was taken out later stays in the record of the day', () => {
  expect(tasksOfDay([task({ createdAt: at(10, 1) })], room, [])).toEqual([]);
  expect(tasksOfDay([task({ endedAt: at(9) })], room, [])).toEqual([]);
  const [ended] = tasksOfDay([task({ endedAt: at(11) })], room, []);
  expect(ended).toBeDefined();
  expect(ended && isListed(ended)).toBe(false);
});

test('a daily check made in this room is done, in another room it is not; taken back it is open again', () => {
  const done = row('task_done', at(9, 50), { taskId: 'task' });
  expect(tasksOfDay([task()], room, [done])[0]?.done).toBe(done);
  expect(tasksOfDay([task()], room, [{ ...done, classroomId: 'other' }])[0]?.done).toBeNull();
  const back = row('undone', at(9, 51), { undoesId: done.id });
  expect(tasksOfDay([task()], room, [back, done])[0]?.done).toBeNull();
});

test('a look that is not made is told after five minutes and escalates after ten; a daily check after ten and thirty', () => {
  const sleep = { since: at(12, 30), lookedAt: null, dueAt: at(12, 40) };
  const owes = { classroomId: ROOM, day: DAY, sleep, tasks: [] };
  expect(roomAlerts(owes, at(12, 44))).toEqual([]);
  expect(roomAlerts(owes, at(12, 45))).toMatchObject([
    { kind: 'sleep_check', dueAt: at(12, 40), escalatesAt: at(12, 50) },
  ]);
  const tasks = tasksOfDay([task()], room, []);
  const owesTask = { ...owes, sleep: null, tasks };
  expect(roomAlerts(owesTask, at(10, 9))).toEqual([]);
  expect(roomAlerts(owesTask, at(10, 10))).toMatchObject([
    { kind: 'daily_check', key: `daily_check:task:${ROOM}:${DAY}`, escalatesAt: at(10, 30) },
  ]);
  const made = tasksOfDay([task()], room, [row('task_done', at(10, 20), { taskId: 'task' })]);
  expect(roomAlerts({ ...owesTask, tasks: made }, at(10, 40))).toEqual([]);
});
