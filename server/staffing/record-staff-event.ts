import type { RecordStaffEvent, StaffRecorded } from '../contract/staffing.ts';
import type { Asking } from '../platform/asking.ts';
import { requireBelievable } from '../platform/believable.ts';
import { localDay } from '../platform/calendar.ts';
import { AppError } from '../platform/errors.ts';
import { deriveStaffDay } from './derive-staff-day.ts';
import { changeStaffDay, refusalOf, type HeldDay, type StaffChange } from './staff-change.ts';
import { findStaffEvent } from './staff-event-store.ts';
import { placeOfRoom } from './staff-store.ts';
import type { StaffingDeps } from './staffing-deps.ts';
import { selfOf } from './who-records.ts';

/**
 * Somebody says that they come, go, move, rest or learn. The same id again is the same record.
 * @throws AppError 'not-on-duty' or 'already-so' for what changes nothing, 'conflict' when the id was used for something
 * else, 'bad-request' for a clock that cannot be believed; and what `selfOf` throws
 */
export async function recordStaffEvent(
  deps: StaffingDeps,
  asking: Asking,
  input: RecordStaffEvent,
): Promise<StaffRecorded> {
  const { room, ...who } = await selfOf(deps, asking, input);
  const entered = await roomEntered(deps, asking, input, room);
  const happenedAt = new Date(input.happenedAt);
  const of = { eventId: input.eventId, day: localDay(happenedAt, who.timeZone), action: 'staff-recorded' as const };
  return changeStaffDay(deps, who, of, async (day) => {
    const known = await findStaffEvent(day.tx, input.eventId);
    if (known !== null) {
      const isSame =
        known.userId === input.userId &&
        known.kind === input.kind &&
        known.happenedAt.getTime() === happenedAt.getTime();
      if (isSame) return null;
      throw new AppError('conflict');
    }
    requireBelievable(happenedAt, day.at);
    const change = { id: input.eventId, kind: input.kind, undoesId: null, happenedAt };
    return changing(day, { ...change, classroomId: entered ?? roomAt(day, happenedAt) ?? room.classroomId });
  });
}

/** Into which room this leads; null when it leads into none. */
async function roomEntered(
  { db }: StaffingDeps,
  asking: Asking,
  { kind, classroomId }: RecordStaffEvent,
  room: { classroomId: string; siteId: string },
): Promise<string | null> {
  if (kind === 'arrived') return room.classroomId;
  if (kind !== 'moved') return null;
  if (asking.kind === 'user') return room.classroomId;
  if (classroomId === undefined) throw new AppError('bad-request', { fields: { classroomId: 'required' } });
  if ((await placeOfRoom(db, classroomId))?.siteId !== room.siteId) throw new AppError('not-found');
  return classroomId;
}

const roomAt = ({ before }: HeldDay, at: Date): string | undefined =>
  before.spans.findLast(({ from }) => from <= at)?.classroomId;

/** @throws AppError 'not-on-duty' or 'already-so' */
function changing(day: HeldDay, change: StaffChange): StaffChange {
  const { idle } = deriveStaffDay([...day.events, change]);
  if (idle.some(({ id }) => id === change.id)) throw refusalOf(day.before, change.happenedAt);
  return change;
}
