import type { z } from 'zod';
import { UNDO_WINDOW_SECONDS, type AttendanceRecorded, type UndoAttendance } from '../contract/attendance.ts';
import type { ClassroomId } from '../contract/ids.ts';
import type { Asking } from '../platform/asking.ts';
import { mayDo } from '../access/roles.ts';
import { requireBelievable } from '../platform/believable.ts';
import { AppError } from '../platform/errors.ts';
import { authorOf, type AttendanceDeps } from './attendance-deps.ts';
import { findAttendance, type AuthoredEvent, type RecordedEvent } from './attendance-store.ts';
import { NOBODY, refuseUnknown, stateAt, type ChildDay, type Decision } from './child-day.ts';
import { recordOne } from './recorder.ts';
import { roomsOfRecord } from './rooms-of-record.ts';
import type { Author } from './write-days.ts';

type Asked = z.output<typeof UndoAttendance>;

/**
 * Takes a record back. The window counts from its recording, by the server's clock: what a tablet queued while it was
 * offline can be undone in the same queue. An undo that was itself tapped offline counts as tapped when the tablet says, of
 * that tablet's own records (where there is none, the person's own) of today: the tile has shown it since, and the audit has
 * both times; earlier days are for those who may correct them. Undone already is as good as done. A correction is corrected, not undone.
 * @throws AppError 'too-late-to-undo', 'bad-request' for a clock that cannot be believed, or 'not-found' for an event that is unknown or of a room elsewhere
 */
export async function undoAttendance(deps: AttendanceDeps, asking: Asking, input: Asked): Promise<AttendanceRecorded> {
  const author = authorOf(asking);
  const undone = await findAttendance(deps.db, input.undoesId);
  if (undone === null || undone.kind === 'undone' || undone.reason !== null) return refuseUnknown(asking);
  const { childId, day, happenedAt } = undone;
  const { roomsOf, answer } = roomsOfRecord(asking, undone);
  const recorded = await recordOne(deps.recorder, author, {
    asked: { eventId: input.eventId, childId, day, happenedAt },
    roomsOf,
    decide: (childDay) => decideUndo(childDay, input, undone, () => mayTellLate(asking, author, undone, childDay)),
  });
  return answer(recorded);
}

/** A claim of an earlier time is believed of one's own records only: anybody else's are corrected, with a reason. */
function mayTellLate(asking: Asking, author: Author, undone: AuthoredEvent, { facts }: ChildDay): boolean {
  const isOwn = undone.deviceId === null ? undone.actorId === author.actorId : undone.deviceId === author.deviceId;
  return isOwn && (facts.day === facts.today || mayDo(asking.roles, 'attendance:correct', facts));
}

function decideUndo(day: ChildDay, input: Asked, undone: RecordedEvent, mayBeLate: () => boolean): Decision | null {
  const { known, events, at } = day;
  if (!isOfRooms(day, undone)) throw new AppError('not-found');
  if (known && known.undoesId !== input.undoesId) throw new AppError('conflict');
  if (known || events.some((event) => event.undoesId === input.undoesId)) return null;
  const tappedAt = tappedOffline(input, at);
  const isInTime = isWithinWindow(at, undone) || (tappedAt !== null && isWithinWindow(tappedAt, undone) && mayBeLate());
  if (!isInTime) throw new AppError('too-late-to-undo');
  const classroomId = undone.classroomId as ClassroomId;
  return {
    change: { id: input.eventId, classroomId, kind: 'undone', undoesId: input.undoesId, happenedAt: at, ...NOBODY },
    event: { type: 'attendance:undone', payload: { undid: undone.kind } },
    action: 'attendance-undone',
    ...(tappedAt && { details: { tappedOfflineAt: tappedAt.toISOString() } }),
  };
}

function tappedOffline({ happenedAt, isOffline }: Asked, now: Date): Date | null {
  if (!isOffline || happenedAt === undefined) return null;
  const tappedAt = new Date(happenedAt);
  requireBelievable(tappedAt, now);
  return tappedAt;
}

/** Nothing is taken back before it happened. */
const isWithinWindow = (tappedAt: Date, { happenedAt, recordedAt }: RecordedEvent): boolean =>
  tappedAt >= happenedAt && tappedAt.getTime() - recordedAt.getTime() <= UNDO_WINDOW_SECONDS * 1_000;

/** A transfer is of both its rooms: of the one it led to, and of the one it came from. */
function isOfRooms({ rooms, day }: ChildDay, { classroomId, happenedAt }: RecordedEvent): boolean {
  const before = stateAt(day, new Date(happenedAt.getTime() - 1));
  return rooms.some((id) => id === classroomId || id === before.classroomId);
}
