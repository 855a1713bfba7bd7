import { atMinute, weekdayOf, type LocalDay } from '../platform/calendar.ts';
import { standingChecks, type CheckRow } from './sleep-state.ts';

export type TaskRow = {
  id: string;
  classroomId: string | null;
  kind: string;
  name: string;
  weekdays: readonly number[];
  dueMinute: number;
  createdAt: Date;
  endedAt: Date | null;
};
export type OwedTask<Row extends CheckRow = CheckRow> = { task: TaskRow; dueAt: Date; done: Row | null };

/**
 * The daily checks that a room owes on a day, the earliest first, each with the record that it was made. Pure. Planned
 * after its time it is not owed on that day, and taken out of the plan before it neither; a closed day has none.
 */
export function tasksOfDay<Row extends CheckRow>(
  plan: readonly TaskRow[],
  room: { classroomId: string; day: LocalDay; timeZone: string; isClosed: boolean },
  checks: readonly Row[],
): OwedTask<Row>[] {
  if (room.isClosed) return [];
  const made = standingChecks(checks).filter(({ classroomId }) => classroomId === room.classroomId);
  return plan
    .filter((task) => task.classroomId === null || task.classroomId === room.classroomId)
    .filter(({ weekdays }) => weekdays.includes(weekdayOf(room.day)))
    .map((task) => ({
      task,
      dueAt: atMinute(room.day, task.dueMinute, room.timeZone),
      done: made.find(({ kind, taskId }) => kind === 'task_done' && taskId === task.id) ?? null,
    }))
    .filter(({ task, dueAt }) => task.createdAt <= dueAt && (task.endedAt === null || task.endedAt > dueAt))
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || a.task.id.localeCompare(b.task.id, 'en'));
}

/** What a room can still do, or has done: not what was taken out of the plan after its time. */
export const isListed = ({ task, done }: OwedTask): boolean => task.endedAt === null || done !== null;
