import type { z } from 'zod';
import { UNDO_WINDOW_SECONDS, type AttendanceRecorded, type UndoAttendance } from '../contract/attendance.ts';
import type { ChildId, ClassroomId } from '../contract/ids.ts';
import { requirePermission } from '../access/roles.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import { dayOfColumn } from '../platform/calendar.ts';
import { AppError } from '../platform/errors.ts';
import { findAttendance } from './attendance-store.ts';
import { changeDay, recordAttendance, type AttendanceDeps } from './change-day.ts';

/**
 * Takes a check-in or a check-out back. The window counts from its recording, by the server's clock: what a tablet
 * queued while it was offline can be undone in the same queue. Undone already is as good as done.
 * @throws AppError 'too-late-to-undo', or 'not-found' for an event that is unknown or of a room elsewhere.
 */
export async function undoAttendance(
  deps: AttendanceDeps,
  asking: Asking,
  input: z.output<typeof UndoAttendance>,
): Promise<AttendanceRecorded> {
  personOf(asking);
  const undone = await findAttendance(deps.db, input.undoesId);
  if (undone === null || undone.kind === 'undone') {
    requirePermission(asking, 'room:work', null);
    throw new AppError('not-found');
  }
  const { kind } = undone;
  const classroomId = undone.classroomId as ClassroomId;
  const of = { eventId: input.eventId, childId: undone.childId as ChildId, dayOf: () => dayOfColumn(undone.day) };
  return changeDay(deps, asking, of, async (day, rooms) => {
    if (!rooms.includes(classroomId)) throw new AppError('not-found');
    const known = await findAttendance(day.tx, input.eventId);
    if (known && known.undoesId !== input.undoesId) throw new AppError('conflict');
    if (day.events.some((event) => event.undoesId === input.undoesId)) return;
    if (day.at.getTime() - undone.recordedAt.getTime() > UNDO_WINDOW_SECONDS * 1_000)
      throw new AppError('too-late-to-undo');
    const change = {
      id: input.eventId,
      classroomId,
      kind: 'undone' as const,
      undoesId: input.undoesId,
      happenedAt: day.at,
      withUserId: null,
    };
    await recordAttendance(day, change, { type: 'attendance:undone', payload: { undid: kind } });
  });
}
