import type { z } from 'zod';
import { UNDO_WINDOW_SECONDS, type AttendanceRecorded, type UndoAttendance } from '../contract/attendance.ts';
import type { ClassroomId } from '../contract/ids.ts';
import type { Asking } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { authorOf, type AttendanceDeps } from './attendance-deps.ts';
import { findAttendance, type RecordedEvent } from './attendance-store.ts';
import { NOBODY, refuseUnknown, roomsOfStaff, stateAt, type ChildDay, type Decision } from './child-day.ts';
import { recordOne } from './recorder.ts';

type Asked = z.output<typeof UndoAttendance>;

/**
 * Takes a record back. The window counts from its recording, by the server's clock: what a tablet queued while it was
 * offline can be undone in the same queue. Undone already is as good as done. A correction is corrected, not undone.
 * @throws AppError 'too-late-to-undo', or 'not-found' for an event that is unknown or of a room elsewhere
 */
export async function undoAttendance(deps: AttendanceDeps, asking: Asking, input: Asked): Promise<AttendanceRecorded> {
  const author = authorOf(asking);
  const undone = await findAttendance(deps.db, input.undoesId);
  if (undone === null || undone.kind === 'undone' || undone.reason !== null) return refuseUnknown(asking);
  const { childId, day, happenedAt } = undone;
  return recordOne(deps.recorder, author, {
    asked: { eventId: input.eventId, childId, day, happenedAt },
    roomsOf: roomsOfStaff(asking, undone),
    decide: (childDay) => decideUndo(childDay, input, undone),
  });
}

function decideUndo(day: ChildDay, input: Asked, undone: RecordedEvent): Decision | null {
  const { known, events, at } = day;
  if (!isOfRooms(day, undone)) throw new AppError('not-found');
  if (known && known.undoesId !== input.undoesId) throw new AppError('conflict');
  if (known || events.some((event) => event.undoesId === input.undoesId)) return null;
  if (at.getTime() - undone.recordedAt.getTime() > UNDO_WINDOW_SECONDS * 1_000) throw new AppError('too-late-to-undo');
  const classroomId = undone.classroomId as ClassroomId;
  return {
    change: { id: input.eventId, classroomId, kind: 'undone', undoesId: input.undoesId, happenedAt: at, ...NOBODY },
    event: { type: 'attendance:undone', payload: { undid: undone.kind } },
    action: 'attendance-undone',
  };
}

/** A transfer is of both its rooms: of the one it led to, and of the one it came from. */
function isOfRooms({ rooms, day }: ChildDay, { classroomId, happenedAt }: RecordedEvent): boolean {
  const before = stateAt(day, new Date(happenedAt.getTime() - 1));
  return rooms.some((id) => id === classroomId || id === before.classroomId);
}
