import type { SleepState, TodoTask } from '../contract/checks.ts';
import type { RoomCheckId, RoomTaskId } from '../contract/ids.ts';
import { TaskKind } from '../contract/checks.ts';
import type { LocalDay } from '../platform/calendar.ts';
import type { Db } from '../platform/database.ts';
import { isClosedOn } from '../platform/open-days.ts';
import { openDaysOf } from '../platform/open-days-store.ts';
import { checksOf, namesOfPersons, planOf, type StoredCheck } from './checks-store.ts';
import { sleepState, standingChecks } from './sleep-state.ts';
import { isListed, tasksOfDay, type OwedTask } from './tasks-of-day.ts';

type Site = { siteId: string; timeZone: string; sleepCheckMinutes: number };
export type RoomsDay = { tasks: TodoTask[]; sleep: SleepState | null; looks: number };

/** What rooms of a site have to do on a day, and have done. */
export async function roomsToday(
  db: Db,
  site: Site,
  roomIds: readonly string[],
  day: LocalDay,
): Promise<ReadonlyMap<string, RoomsDay>> {
  const ofDay = { siteId: site.siteId, from: day, to: day };
  const [plan, checks, days] = await Promise.all([
    planOf(db, site.siteId),
    checksOf(db, ofDay),
    openDaysOf(db, site.siteId, ofDay),
  ]);
  const names = await namesOfPersons(
    db,
    checks.map(({ actorId }) => actorId),
  );
  const isClosed = isClosedOn(day, days);
  return new Map(
    roomIds.map((classroomId) => {
      const own = checks.filter((row) => row.classroomId === classroomId);
      const room = { classroomId, day, timeZone: site.timeZone, isClosed };
      return [
        classroomId,
        {
          tasks: tasksOfDay(plan, room, own)
            .filter(isListed)
            .map((owed) => todoTask(owed, names)),
          sleep: sleepView(own, site.sleepCheckMinutes),
          looks: standingChecks(own).filter(({ kind }) => kind === 'sleep_checked').length,
        },
      ];
    }),
  );
}

const todoTask = ({ task, dueAt, done }: OwedTask<StoredCheck>, names: ReadonlyMap<string, string>): TodoTask => ({
  taskId: task.id as RoomTaskId,
  kind: TaskKind.parse(task.kind),
  name: task.name,
  dueAt: dueAt.toISOString(),
  done: done && {
    checkId: done.id as RoomCheckId,
    at: done.happenedAt.toISOString(),
    by: names.get(done.actorId) ?? '',
    recordedAt: done.recordedAt.toISOString(),
  },
});

function sleepView(checks: readonly StoredCheck[], everyMinutes: number): SleepState | null {
  const sleep = sleepState(checks, everyMinutes);
  return (
    sleep && {
      since: sleep.since.toISOString(),
      lookedAt: sleep.lookedAt?.toISOString() ?? null,
      dueAt: sleep.dueAt.toISOString(),
    }
  );
}
