import { requirePermission } from '../access/roles.ts';
import { UNDO_WINDOW_SECONDS } from '../contract/attendance.ts';
import type { ClassroomId, UserId } from '../contract/ids.ts';
import type { StaffRecorded, UndoStaffEvent } from '../contract/staffing.ts';
import type { Asking } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { changeStaffDay } from './staff-change.ts';
import { findStaffEvent, type StaffEventRow } from './staff-event-store.ts';
import { placeOfRoom } from './staff-store.ts';
import type { StaffingDeps } from './staffing-deps.ts';
import { selfOf } from './who-records.ts';

/**
 * Takes one's own record back: on the tablet that made it, as whoever acts there or by one's PIN, or on one's own browser.
 * The window counts from its recording, by the server's clock. Undone already is as good as done.
 * @throws AppError 'too-late-to-undo', 'conflict', 'not-found' for a record that is unknown or was made elsewhere; and
 * what `selfOf` throws
 */
export async function undoStaffEvent(
  deps: StaffingDeps,
  asking: Asking,
  { eventId, undoesId, pin }: UndoStaffEvent,
): Promise<StaffRecorded> {
  const undone = await findStaffEvent(deps.db, undoesId);
  const room = undone && (await placeOfRoom(deps.db, undone.classroomId as ClassroomId));
  if (!undone || !room || undone.kind === 'undone' || !isOwn(asking, undone)) {
    if (asking.kind === 'user') requirePermission(asking, 'room:read', null);
    throw new AppError('not-found');
  }
  const { room: _here, ...self } = await selfOf(deps, asking, {
    ...{ userId: undone.userId as UserId, classroomId: room.classroomId, pin },
  });
  const who = { ...self, siteId: room.siteId, timeZone: room.timeZone };
  return changeStaffDay(deps, who, { eventId, day: undone.day, action: 'staff-undone' }, async ({ tx, events, at }) => {
    const known = await findStaffEvent(tx, eventId);
    if (known && known.undoesId !== undoesId) throw new AppError('conflict');
    if (events.some((event) => event.undoesId === undoesId)) return null;
    if (at.getTime() - undone.recordedAt.getTime() > UNDO_WINDOW_SECONDS * 1_000)
      throw new AppError('too-late-to-undo');
    return { id: eventId, kind: 'undone', classroomId: undone.classroomId, undoesId, happenedAt: at };
  });
}

const isOwn = (asking: Asking, { deviceId, userId }: StaffEventRow): boolean =>
  asking.kind === 'device' ? deviceId === asking.deviceId : userId === asking.userId;
