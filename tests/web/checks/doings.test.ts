import { expect, test } from '@jest/globals';
import type { RoomAlert } from '#contract/alerts.ts';
import type { Todo, TodoTask } from '#contract/checks.ts';
import type { UserId } from '#contract/ids.ts';
import { checkRecord } from '../../../web/features/checks/check-records.ts';
import { doingsOf } from '../../../web/features/checks/urgency.ts';
import { withUnsent } from '../../../web/features/checks/with-unsent.ts';

const NOW = new Date('2026-06-03T04:40:00.000Z');
const later = (minutes: number): string => new Date(NOW.getTime() + minutes * 60_000).toISOString();
const uuid = (n: number): string => `0b6c1c1e-0000-4000-8000-${String(n).padStart(12, '0')}`;

const alert = (kind: string, n: number): RoomAlert =>
  ({
    ...{ alertId: uuid(n), kind, dueAt: later(-60), childId: uuid(n + 50), childName: `孩子${String(n)}` },
    ...{ taskId: null, isEscalated: false },
  }) as RoomAlert;
const task = (n: number, dueIn: number, done = false): TodoTask =>
  ({
    ...{ taskId: uuid(n), kind: 'patrol', name: `巡查${String(n)}`, dueAt: later(dueIn) },
    done: done ? { checkId: uuid(n + 70), at: later(-1), by: '王丽', recordedAt: later(-1) } : null,
  }) as TodoTask;
const todo = (more: Partial<Todo>): Todo => ({
  ...{ now: NOW.toISOString(), timeZone: 'Asia/Shanghai', classroomId: uuid(900) as Todo['classroomId'] },
  ...{ sleepCheckMinutes: 10, alerts: [], tasks: [], sleep: null, ...more },
});
const asleep = (dueIn: number) => ({ since: later(-30), lookedAt: null, dueAt: later(dueIn) });
const linesOf = (of: Todo): string[] =>
  doingsOf(of, NOW).map((doing) => {
    if (doing.what === 'children') return `${doing.group.kind} ${String(doing.group.alerts.length)}`;
    return doing.what === 'task' ? `${doing.task.name} ${doing.urgency}` : `sleep ${doing.urgency}`;
  });

test('what may not wait stands first: sleepers nobody looked at, an overdue check, who is absent, who is still here', () => {
  const all = todo({
    alerts: [alert('late', 1), alert('late', 2), alert('late_pickup', 3), alert('absent', 4)],
    tasks: [task(1, 20), task(2, -15), task(3, -5), task(4, 90), task(5, -30, true)],
    sleep: asleep(-6),
  });
  expect(linesOf(all)).toEqual([
    'sleep overdue',
    '巡查2 overdue',
    'absent 1',
    'late_pickup 1',
    '巡查3 due',
    'late 2',
    '巡查1 soon',
  ]);
});

test('a nap in its time stands behind everything that is due', () => {
  expect(linesOf(todo({ alerts: [alert('late', 1)], sleep: asleep(5) }))).toEqual(['late 1', 'sleep soon']);
  expect(linesOf(todo({ sleep: asleep(-1) }))).toEqual(['sleep due']);
});

test('what is unsent shows at once: the next look, the check that was made, and what they answer', () => {
  const sleepAlert = { ...alert('sleep_check', 8), childId: null, childName: null };
  const before = todo({ alerts: [sleepAlert], sleep: asleep(-8), tasks: [task(1, -15)] });
  const who = uuid(1) as UserId;
  const look = {
    ...checkRecord({ kind: 'sleep_checked', childIds: [] }, before.classroomId, who),
    happenedAt: later(0),
  };
  const done = checkRecord({ kind: 'task_done', task: task(1, -15) }, before.classroomId, who);
  const after = withUnsent(before, [look, done]);
  expect(after.alerts).toEqual([]);
  expect(after.sleep).toMatchObject({ lookedAt: later(0), dueAt: later(10) });
  expect(after.tasks[0]?.done).toMatchObject({ by: '' });
  const other = { ...look, path: '/api/attendance/check-ins' };
  expect(withUnsent(before, [other])).toEqual(before);
});
