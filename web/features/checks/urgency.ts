import type { AlertKind, RoomAlert } from '#contract/alerts.ts';
import {
  type SleepState,
  SLEEP_OVERDUE_MINUTES,
  TASK_OVERDUE_MINUTES,
  type Todo,
  type TodoTask,
} from '#contract/checks.ts';

/** `soon`: not due yet. */
export type Urgency = 'soon' | 'due' | 'overdue';

function urgencyOf(dueAt: string, overdueAfterMinutes: number, now: Date): Urgency {
  const lateMs = now.getTime() - new Date(dueAt).getTime();
  if (lateMs < 0) return 'soon';
  return lateMs < overdueAfterMinutes * 60_000 ? 'due' : 'overdue';
}

export const sleepUrgency = ({ dueAt }: SleepState, now: Date): Urgency => urgencyOf(dueAt, SLEEP_OVERDUE_MINUTES, now);
export const taskUrgency = ({ dueAt }: TodoTask, now: Date): Urgency => urgencyOf(dueAt, TASK_OVERDUE_MINUTES, now);

/** A daily check is shown beside the room from an hour before it is due. */
const SHOWN_AHEAD_MS = 3_600_000;

export type ChildGroup = { kind: AlertKind; alerts: RoomAlert[] };
export type Doing =
  | { what: 'children'; group: ChildGroup }
  | { what: 'sleep'; sleep: SleepState; urgency: Urgency }
  | { what: 'task'; task: TodoTask; urgency: Urgency };

const RANK: Record<Urgency, number> = { overdue: 0, due: 3, soon: 5 };
const RANK_OF_KIND: Partial<Record<AlertKind, number>> = { absent: 1, late_pickup: 2, overstay: 2, late: 4 };

const rankOf = (doing: Doing): number => {
  if (doing.what === 'children') return RANK_OF_KIND[doing.group.kind] ?? 4;
  return doing.what === 'sleep' ? RANK[doing.urgency] : RANK[doing.urgency] + 0.5;
};

/** What is shown beside the room, the most urgent first: pure. Children of one kind are one line. */
export function doingsOf(todo: Todo, now: Date): Doing[] {
  const ofChildren = todo.alerts.filter(({ childId }) => childId !== null);
  const groups = [...Map.groupBy(ofChildren, ({ kind }) => kind)].map(([kind, alerts]) => ({ kind, alerts }));
  const tasks = todo.tasks.filter(
    ({ done, dueAt }) => done === null && new Date(dueAt).getTime() - now.getTime() <= SHOWN_AHEAD_MS,
  );
  const all: Doing[] = [
    ...groups.map((group): Doing => ({ what: 'children', group })),
    ...(todo.sleep ? [{ what: 'sleep', sleep: todo.sleep, urgency: sleepUrgency(todo.sleep, now) } as const] : []),
    ...tasks.map((task): Doing => ({ what: 'task', task, urgency: taskUrgency(task, now) })),
  ];
  return all.sort((a, b) => rankOf(a) - rankOf(b));
}
