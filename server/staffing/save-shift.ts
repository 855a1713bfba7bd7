import type { z } from 'zod';
import { requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import type { AuditAction } from '../contract/audit-actions.ts';
import type { StaffShiftId, UserId } from '../contract/ids.ts';
import type { AddShifts, SaveShift } from '../contract/staffing.ts';
import { appendEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import { localDay, type LocalDay } from '../platform/calendar.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { endShift, findShift, insertShifts, shiftsOfPerson, type NewShift, type Shift } from './shifts-store.ts';
import { lockPerson } from './staff-event-store.ts';
import { placeOfRoom, staffOfSite, type StaffPlace } from './staff-store.ts';
import type { StaffingDeps } from './staffing-deps.ts';

type Deps = Pick<StaffingDeps, 'db' | 'now'>;

/**
 * Plans the same hours on several weekdays, all or none.
 * @throws AppError 'bad-request' at the field: 'end-before-start', 'overlap' with another shift of the person, 'not-staff'
 * for somebody who does not work at the site; 'forbidden' or 'not-found' for a room elsewhere
 */
export async function addShifts(deps: Deps, asking: AskingUser, input: z.output<typeof AddShifts>): Promise<void> {
  const { weekdays, ...fields } = input;
  const room = await placeOfRoom(deps.db, input.classroomId);
  requirePermission(asking, 'staffing:write', room);
  const shifts = [...new Set(weekdays)].map((weekday) => ({ ...fields, weekday }));
  await requireStaff(deps, room, input.userId);
  await change(deps, asking, room, { userId: input.userId, action: 'shifts-added' }, (tx) => put(tx, shifts));
}

/** From its new first day on, today at the earliest: what was planned until then stays what it was. @throws AppError as `addShifts` */
export async function saveShift(
  deps: Deps,
  asking: AskingUser,
  shiftId: StaffShiftId,
  input: z.output<typeof SaveShift>,
): Promise<void> {
  const { shift, room } = await requireShift(deps, asking, shiftId);
  const into = await placeOfRoom(deps.db, input.classroomId);
  if (into?.siteId !== room.siteId) throw new AppError('not-found');
  await requireStaff(deps, room, shift.userId);
  const today = localDay(deps.now(), room.timeZone);
  const hasBegun = shift.startsOn < today;
  const startsOn = hasBegun && input.startsOn < today ? today : input.startsOn;
  await change(deps, asking, room, { userId: shift.userId, action: 'shift-saved' }, async (tx) => {
    await endShift(tx, shift, startsOn);
    await put(tx, [{ ...input, startsOn, userId: shift.userId }]);
  });
}

/** From today on it is planned no more. @throws AppError 'forbidden' or 'not-found' */
export async function removeShift(deps: Deps, asking: AskingUser, shiftId: StaffShiftId): Promise<void> {
  const { shift, room } = await requireShift(deps, asking, shiftId);
  const today = localDay(deps.now(), room.timeZone);
  await change(deps, asking, room, { userId: shift.userId, action: 'shift-ended' }, (tx) => endShift(tx, shift, today));
}

async function requireShift({ db }: Deps, asking: AskingUser, shiftId: StaffShiftId) {
  const shift = await findShift(db, shiftId);
  const room = shift && (await placeOfRoom(db, shift.classroomId));
  requirePermission(asking, 'staffing:write', room);
  return { shift: shift as Shift, room }; // without it there is no place, and that was refused
}

async function requireStaff({ db, now }: Deps, { siteId }: StaffPlace, userId: UserId): Promise<void> {
  if ((await staffOfSite(db, siteId, now(), userId)).length === 0)
    throw new AppError('bad-request', { fields: { userId: 'not-staff' } });
}

async function change(
  { db, now }: Deps,
  { userId: actorId, address }: AskingUser,
  { siteId, classroomId }: StaffPlace,
  { userId, action }: { userId: UserId; action: AuditAction },
  write: (tx: Tx) => Promise<void>,
): Promise<void> {
  const at = now();
  await db.$transaction(async (tx) => {
    await lockPerson(tx, userId); // or two shifts written at once would not see one another
    await write(tx);
    await recordAudit(tx, { action, at, actorId, siteId, address, subjectId: userId, details: { classroomId } });
    await appendEvent(tx, { type: 'staffing:changed', at, siteId, classroomId, payload: { by: userId } });
  });
}

async function put(tx: Tx, shifts: readonly NewShift[]): Promise<void> {
  const [first] = shifts;
  if (!first) return;
  const wrong = (field: string, what: string) => new AppError('bad-request', { fields: { [field]: what } });
  if (first.toMinute <= first.fromMinute) throw wrong('toMinute', 'end-before-start');
  if (first.endsOn !== null && first.endsOn < first.startsOn) throw wrong('endsOn', 'end-before-start');
  const others = await shiftsOfPerson(tx, first.userId);
  if (shifts.some((shift) => others.some((other) => overlap(shift, other)))) throw wrong('fromMinute', 'overlap');
  await insertShifts(tx, shifts);
}

/** Nobody is planned in two places at once. Where one ends another may begin. */
function overlap(a: NewShift, b: NewShift): boolean {
  const lasts = (endsOn: LocalDay | null, other: LocalDay) => endsOn === null || endsOn >= other;
  return (
    a.weekday === b.weekday &&
    a.fromMinute < b.toMinute &&
    b.fromMinute < a.toMinute &&
    lasts(a.endsOn, b.startsOn) &&
    lasts(b.endsOn, a.startsOn)
  );
}
