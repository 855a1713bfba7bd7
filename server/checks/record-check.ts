import { requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import type { AuditAction } from '../contract/audit-actions.ts';
import type { RecordRoomCheck, RoomCheckKind } from '../contract/checks.ts';
import type { ClassroomId, RoomCheckId } from '../contract/ids.ts';
import { appendEvent } from '../events/append-event.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import { requireBelievable } from '../platform/believable.ts';
import { localDay, type LocalDay } from '../platform/calendar.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import type { ChecksDeps } from './checks-deps.ts';
import {
  checksOf,
  countChildren,
  findCheck,
  findRoom,
  findTask,
  insertCheck,
  lockRoom,
  type RoomPlace,
  type StoredCheck,
} from './checks-store.ts';
import { sleepState, standingChecks } from './sleep-state.ts';

type Recorded = { checkId: RoomCheckId };

/**
 * Writes down a look at the sleepers, the beginning or end of a nap, or a daily check that was made. The same id again is
 * the same record; what is so already (another tablet was first) is not recorded twice.
 * @throws AppError 'conflict' when the id was used for something else, 'not-found' for a room, child or check elsewhere
 */
export async function recordCheck(deps: ChecksDeps, asking: Asking, input: RecordRoomCheck): Promise<Recorded> {
  const actorId = personOf(asking);
  const room = await roomToWorkIn(deps, asking, input.classroomId);
  const at = deps.now();
  const happenedAt = new Date(input.happenedAt);
  await deps.db.$transaction(async (tx) => {
    await lockRoom(tx, room.classroomId);
    const known = await findCheck(tx, input.checkId);
    if (known) {
      if (isSame(known, input)) return;
      throw new AppError('conflict');
    }
    requireBelievable(happenedAt, at);
    const day = localDay(happenedAt, room.timeZone);
    await requireKnown(tx, { ...room, day }, input);
    const checks = await checksOf(tx, { classroomId: room.classroomId, from: day, to: day });
    if (isSoAlready(checks, input)) return;
    const { kind, note } = input;
    const row = {
      id: input.checkId,
      classroomId: room.classroomId,
      kind,
      taskId: kind === 'task_done' ? input.taskId : null,
      undoesId: null,
      childIds: kind === 'sleep_checked' ? [...input.childIds] : [],
      note,
    };
    const by = { actorId, deviceId: deviceOf(asking) };
    await writeCheck(tx, room, { ...row, ...by, happenedAt, recordedAt: at, day });
  });
  await deps.onRoomChecked(room.classroomId);
  return { checkId: input.checkId };
}

/** A tablet works in its own room only, however far the role of who acts on it reaches. */
export async function roomToWorkIn({ db }: ChecksDeps, asking: Asking, classroomId: ClassroomId): Promise<RoomPlace> {
  const isElsewhere = asking.kind === 'device' && asking.classroomId !== classroomId;
  const room = isElsewhere ? null : await findRoom(db, classroomId);
  requirePermission(asking, 'room:work', room);
  return room;
}

export const deviceOf = (asking: Asking): string | null => (asking.kind === 'device' ? asking.deviceId : null);

const isSame = (known: StoredCheck, input: RecordRoomCheck): boolean =>
  known.kind === input.kind &&
  known.classroomId === input.classroomId &&
  known.taskId === (input.kind === 'task_done' ? input.taskId : null) &&
  known.happenedAt.getTime() === new Date(input.happenedAt).getTime();

async function requireKnown(tx: Tx, room: RoomPlace & { day: LocalDay }, input: RecordRoomCheck): Promise<void> {
  if (input.kind === 'task_done') {
    const task = await findTask(tx, input.taskId);
    const isOfRoom =
      task?.siteId === room.siteId && (task.classroomId === null || task.classroomId === room.classroomId);
    if (!isOfRoom || (task.endedAt !== null && task.endedAt <= new Date(input.happenedAt)))
      throw new AppError('not-found');
  }
  if (input.kind !== 'sleep_checked') return;
  const childIds = [...new Set(input.childIds)];
  if ((await countChildren(tx, room, childIds)) !== childIds.length) throw new AppError('not-found');
}

/** Of looks there can be any number; a nap begins once, and a daily check is made once a day. */
function isSoAlready(checks: readonly StoredCheck[], input: RecordRoomCheck): boolean {
  const happenedAt = new Date(input.happenedAt);
  switch (input.kind) {
    case 'sleep_checked':
      return false;
    case 'sleep_began':
    case 'sleep_ended': {
      const before = checks.filter((row) => row.happenedAt <= happenedAt);
      return (sleepState(before, 1) !== null) === (input.kind === 'sleep_began');
    }
    case 'task_done':
      return standingChecks(checks).some((row) => row.kind === 'task_done' && row.taskId === input.taskId);
  }
}

const ACTION_OF: Record<RoomCheckKind, AuditAction> = {
  sleep_began: 'sleep-began',
  sleep_checked: 'sleepers-looked-at',
  sleep_ended: 'sleep-ended',
  task_done: 'daily-check-made',
  undone: 'room-check-undone',
};

/** The record, its line in the log for those concerned and its line in the audit. */
export async function writeCheck(
  tx: Tx,
  { siteId, classroomId }: RoomPlace,
  row: Parameters<typeof insertCheck>[1],
): Promise<void> {
  if (!(await insertCheck(tx, row))) throw new AppError('conflict');
  const kind = row.kind as RoomCheckKind;
  const at = row.recordedAt;
  await appendEvent(tx, { type: 'room:checked', at, siteId, classroomId, payload: { kind } });
  const { id, taskId, undoesId, actorId, deviceId, happenedAt } = row;
  await recordAudit(tx, {
    ...{ action: ACTION_OF[kind], at, actorId, deviceId, siteId },
    details: { checkId: id, classroomId, taskId, undoesId, happenedAt: happenedAt.toISOString() },
  });
}
