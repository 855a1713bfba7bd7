import type { z } from 'zod';
import type { AttendanceRecorded, CheckIn } from '../contract/attendance.ts';
import type { ClassroomId } from '../contract/ids.ts';
import type { Asking } from '../platform/asking.ts';
import { localDay } from '../platform/calendar.ts';
import { AppError } from '../platform/errors.ts';
import { findAttendance } from './attendance-store.ts';
import { changeDay, recordAttendance, type AttendanceDeps, type ChildDay } from './change-day.ts';
import { requireBelievable } from '../platform/believable.ts';

/**
 * Records an arrival, or a move into this tablet's room. The same id again is the same record; a child that is in the
 * room already stays as it is, whoever taps.
 * @throws AppError 'conflict' when the id was used for something else.
 */
export async function checkIn(
  deps: AttendanceDeps,
  asking: Asking,
  input: z.output<typeof CheckIn>,
): Promise<AttendanceRecorded> {
  const happenedAt = new Date(input.happenedAt);
  const of = { ...input, dayOf: (timeZone: string) => localDay(happenedAt, timeZone) };
  return changeDay(deps, asking, of, async (day, rooms) => {
    const known = await findAttendance(day.tx, input.eventId);
    if (known) {
      if (
        known.kind === 'checked_in' &&
        known.childId === input.childId &&
        known.happenedAt.getTime() === happenedAt.getTime()
      )
        return;
      throw new AppError('conflict');
    }
    requireBelievable(happenedAt, day.at);
    const classroomId = roomToEnter(day, rooms);
    if (classroomId === null) return;
    const change = {
      id: input.eventId,
      classroomId,
      kind: 'checked_in' as const,
      undoesId: null,
      happenedAt,
      withUserId: null,
    };
    await recordAttendance(day, change, { type: 'attendance:checked-in' });
  });
}

/** null: it is there already. */
function roomToEnter({ before }: ChildDay, rooms: readonly ClassroomId[]): ClassroomId | null {
  const isHere = before.state === 'present' && rooms.some((id) => id === before.classroomId);
  return isHere ? null : (rooms[0] ?? null);
}
