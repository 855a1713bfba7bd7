import type { z } from 'zod';
import { requirePermission } from '../access/roles.ts';
import { TaskKind, type TaskPlan } from '../contract/checks.ts';
import type { ClassroomId, RoomTaskId, SiteId } from '../contract/ids.ts';
import type { AskingUser } from '../platform/asking.ts';
import { localDay } from '../platform/calendar.ts';
import type { ChecksDeps } from './checks-deps.ts';
import { findSite, planOf } from './checks-store.ts';
import { roomsToday } from './room-today.ts';

/** A site's plan of daily checks, and how far its rooms are today. @throws AppError 'forbidden' or 'not-found' */
export async function readPlan(
  { db, now }: Pick<ChecksDeps, 'db' | 'now'>,
  asking: AskingUser,
  siteId: SiteId,
): Promise<z.input<typeof TaskPlan>> {
  const site = await findSite(db, siteId);
  requirePermission(asking, 'tasks:read', site);
  const at = now();
  const roomIds = site.classrooms.map(({ id }) => id);
  const [plan, today] = await Promise.all([
    planOf(db, siteId),
    roomsToday(db, site, roomIds, localDay(at, site.timeZone)),
  ]);
  return {
    now: at.toISOString(),
    timeZone: site.timeZone,
    tasks: plan
      .filter(({ endedAt }) => endedAt === null)
      .map(({ id, classroomId, kind, name, weekdays, dueMinute }) => ({
        taskId: id as RoomTaskId,
        siteId,
        classroomId: classroomId as ClassroomId | null,
        kind: TaskKind.parse(kind),
        ...{ name, weekdays, dueMinute },
      })),
    today: site.classrooms.map(({ id, name }) => {
      const { tasks, sleep, looks } = today.get(id) ?? { tasks: [], sleep: null, looks: 0 };
      return { classroomId: id as ClassroomId, classroomName: name, tasks, sleep, looks };
    }),
  };
}
