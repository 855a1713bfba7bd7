import type { z } from 'zod';
import { requirePermission } from '../access/roles.ts';
import { CHECK_UNDO_SECONDS, type UndoRoomCheck } from '../contract/checks.ts';
import type { ClassroomId, RoomCheckId } from '../contract/ids.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import { dayOfColumn } from '../platform/calendar.ts';
import { AppError } from '../platform/errors.ts';
import type { ChecksDeps } from './checks-deps.ts';
import { checksOf, findCheck, lockRoom } from './checks-store.ts';
import { deviceOf, roomToWorkIn, writeCheck } from './record-check.ts';

/**
 * Takes a look or a daily check back; the window counts from its recording, by the server's clock. Undone already is as good
 * as done.
 * @throws AppError 'too-late-to-undo', or 'not-found' for a record that is unknown or of a room elsewhere
 */
export async function undoCheck(
  deps: ChecksDeps,
  asking: Asking,
  { checkId, undoesId }: z.output<typeof UndoRoomCheck>,
): Promise<{ checkId: RoomCheckId }> {
  const actorId = personOf(asking);
  const undone = await findCheck(deps.db, undoesId);
  if (undone === null || undone.kind === 'undone') {
    requirePermission(asking, 'room:work', null);
    throw new AppError('not-found');
  }
  const room = await roomToWorkIn(deps, asking, undone.classroomId as ClassroomId);
  const at = deps.now();
  const day = dayOfColumn(undone.day);
  await deps.db.$transaction(async (tx) => {
    await lockRoom(tx, room.classroomId);
    const known = await findCheck(tx, checkId);
    if (known && known.undoesId !== undoesId) throw new AppError('conflict');
    const checks = await checksOf(tx, { classroomId: room.classroomId, from: day, to: day });
    if (checks.some((row) => row.undoesId === undoesId)) return;
    if (at.getTime() - undone.recordedAt.getTime() > CHECK_UNDO_SECONDS * 1_000) throw new AppError('too-late-to-undo');
    await writeCheck(tx, room, {
      ...{ id: checkId, classroomId: room.classroomId, kind: 'undone', undoesId, taskId: undone.taskId },
      ...{ childIds: [], note: '', happenedAt: at, recordedAt: at, day, actorId, deviceId: deviceOf(asking) },
    });
  });
  await deps.onRoomChecked(room.classroomId);
  return { checkId };
}
