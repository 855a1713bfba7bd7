import type { z } from 'zod';
import { requirePermission } from '../access/roles.ts';
import type { Todo } from '../contract/checks.ts';
import type { ClassroomId } from '../contract/ids.ts';
import { type Asking, roomAsked } from '../platform/asking.ts';
import { localDay } from '../platform/calendar.ts';
import { AppError } from '../platform/errors.ts';
import type { ChecksDeps } from './checks-deps.ts';
import { findRoom } from './checks-store.ts';
import { roomsToday } from './room-today.ts';

/**
 * What a room has to do now. A tablet reads of its own room whoever acts on it; a person names one of theirs.
 * @throws AppError 'not-found' for a room elsewhere
 */
export async function readTodo(
  deps: ChecksDeps,
  asking: Asking,
  asked: ClassroomId | null,
): Promise<z.input<typeof Todo>> {
  const room = await findRoom(deps.db, roomAsked(asking, asked));
  if (asking.kind === 'user') requirePermission(asking, 'room:read', room);
  if (room === null) throw new AppError('not-found');
  const { classroomId, timeZone, sleepCheckMinutes } = room;
  const at = deps.now();
  const [alerts, today] = await Promise.all([
    deps.alertsOfRoom(classroomId),
    roomsToday(deps.db, room, [classroomId], localDay(at, timeZone)),
  ]);
  const { tasks, sleep } = today.get(classroomId) ?? { tasks: [], sleep: null };
  return { now: at.toISOString(), timeZone, classroomId, sleepCheckMinutes, alerts, tasks, sleep };
}
