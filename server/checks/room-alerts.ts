import {
  SLEEP_ESCALATES_MINUTES,
  SLEEP_OVERDUE_MINUTES,
  TASK_ESCALATES_MINUTES,
  TASK_OVERDUE_MINUTES,
} from '../contract/checks.ts';
import type { LocalDay } from '../platform/calendar.ts';
import type { Sleep } from './sleep-state.ts';
import type { OwedTask } from './tasks-of-day.ts';

/** A room with what it owes now; `sleep` is null also when nobody is there who could sleep. */
export type RoomOwes = { classroomId: string; day: LocalDay; sleep: Sleep | null; tasks: readonly OwedTask[] };

/** What nobody has answered yet of what a room owes: pure. */
export function roomAlerts({ classroomId, day, sleep, tasks }: RoomOwes, now: Date) {
  const base = { classroomId, childId: null };
  const looks =
    sleep !== null && now >= after(sleep.dueAt, SLEEP_OVERDUE_MINUTES)
      ? [
          {
            ...base,
            kind: 'sleep_check' as const,
            key: `sleep_check:${classroomId}:${sleep.dueAt.toISOString()}`,
            taskId: null,
            dueAt: sleep.dueAt,
            escalatesAt: after(sleep.dueAt, SLEEP_ESCALATES_MINUTES),
          },
        ]
      : [];
  const overdue = tasks
    .filter(({ task, done, dueAt }) => task.endedAt === null && !done && now >= after(dueAt, TASK_OVERDUE_MINUTES))
    .map(({ task, dueAt }) => ({
      ...base,
      kind: 'daily_check' as const,
      key: `daily_check:${task.id}:${classroomId}:${day}`,
      taskId: task.id,
      dueAt,
      escalatesAt: after(dueAt, TASK_ESCALATES_MINUTES),
    }));
  return [...looks, ...overdue];
}

const after = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000);
