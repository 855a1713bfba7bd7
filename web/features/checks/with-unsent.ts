import type { SleepState, Todo } from '#contract/checks.ts';
import type { OutboxRecord } from '../../shared/outbox/outbox-record.ts';
import { memoOf } from './check-records.ts';

/** What the room has to do once the server has every unsent check: pure. */
export function withUnsent(todo: Todo, unsent: readonly OutboxRecord[]): Todo {
  return unsent.reduce((so, record) => after(so, record), todo);
}

function after(todo: Todo, record: OutboxRecord): Todo {
  const memo = memoOf(record);
  const at = record.happenedAt;
  switch (memo?.kind) {
    case undefined:
      return todo;
    case 'sleep_began':
      return { ...todo, sleep: todo.sleep ?? asleep(at, null, todo) };
    case 'sleep_checked':
      return { ...withoutSleepAlert(todo), sleep: todo.sleep && asleep(todo.sleep.since, at, todo) };
    case 'sleep_ended':
      return { ...withoutSleepAlert(todo), sleep: null };
    case 'task_done':
      return {
        ...todo,
        alerts: todo.alerts.filter(({ taskId }) => taskId !== memo.taskId),
        tasks: todo.tasks.map((task) =>
          task.taskId === memo.taskId && task.done === null
            ? { ...task, done: { checkId: memo.checkId, at, by: '', recordedAt: at } }
            : task,
        ),
      };
    case 'undone':
      return {
        ...todo,
        tasks: todo.tasks.map((task) => (task.done?.checkId === memo.undoesId ? { ...task, done: null } : task)),
      };
  }
}

const asleep = (since: string, lookedAt: string | null, { sleepCheckMinutes }: Todo): SleepState => ({
  since,
  lookedAt,
  dueAt: new Date(new Date(lookedAt ?? since).getTime() + sleepCheckMinutes * 60_000).toISOString(),
});

const withoutSleepAlert = (todo: Todo): Todo => ({
  ...todo,
  alerts: todo.alerts.filter(({ kind }) => kind !== 'sleep_check'),
});
