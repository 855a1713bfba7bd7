import { mayDo, requirePermission } from '../access/roles.ts';
import type { CorrectStaffEvent, StaffRecorded } from '../contract/staffing.ts';
import type { ClassroomId } from '../contract/ids.ts';
import type { Asking } from '../platform/asking.ts';
import { localDay } from '../platform/calendar.ts';
import { AppError } from '../platform/errors.ts';
import { deriveStaffDay } from './derive-staff-day.ts';
import { changeStaffDay, type HeldDay, type Recorder, type StaffChange } from './staff-change.ts';
import { findStaffEvent, type StaffEventRow } from './staff-event-store.ts';
import { placeOfRoom, staffOfSite, type StaffPlace } from './staff-store.ts';
import type { StaffingDeps } from './staffing-deps.ts';
import { selfOf } from './who-records.ts';

/** A clock may run ahead a little; what is corrected lies behind. */
const AHEAD_MS = 2 * 60_000;

/**
 * Says what really was; what was recorded stays, with the correction's before, after, reason and author beside it.
 * @throws AppError 'bad-request' for another day, for what has not happened yet or contradicts the rest of the day;
 * 'not-found', 'forbidden', 'conflict', and what `selfOf` throws
 */
export async function correctStaffEvent(
  deps: StaffingDeps,
  asking: Asking,
  input: CorrectStaffEvent,
): Promise<StaffRecorded> {
  const corrected = input.correctsId === null ? null : await findStaffEvent(deps.db, input.correctsId);
  const roomId = input.to?.classroomId ?? corrected?.classroomId;
  const room = roomId === undefined ? null : await placeOfRoom(deps.db, roomId as ClassroomId);
  const who = await corrector(deps, asking, input, room);
  if (input.correctsId !== null && !(await isOfSite(deps, corrected, { ...who, userId: input.userId })))
    throw new AppError('not-found');
  const day = corrected?.day ?? localDay(new Date(input.to?.happenedAt ?? 0), who.timeZone);
  if (who.onlyToday && day !== localDay(deps.now(), who.timeZone)) throw badTime('another-day');
  const { onlyToday: _today, ...recorder } = who;
  return changeStaffDay(deps, recorder, { eventId: input.eventId, day, action: 'staff-corrected' }, async (held) => {
    const known = await findStaffEvent(held.tx, input.eventId);
    if (known && (known.undoesId !== input.correctsId || known.reason !== input.reason)) throw new AppError('conflict');
    if (known) return null;
    return settled(held, changeOf(held, input, { corrected, day, timeZone: who.timeZone }));
  });
}

async function isOfSite(
  { db }: StaffingDeps,
  corrected: StaffEventRow | null,
  { userId, siteId }: Pick<Recorder, 'userId' | 'siteId'>,
): Promise<boolean> {
  if (corrected?.userId !== userId) return false;
  return (await placeOfRoom(db, corrected.classroomId as ClassroomId))?.siteId === siteId;
}

/** An administrator of the site, or the person themselves. */
async function corrector(
  deps: StaffingDeps,
  asking: Asking,
  input: CorrectStaffEvent,
  room: StaffPlace | null,
): Promise<Recorder & { onlyToday: boolean }> {
  const isAdmin = asking.kind === 'user' && room !== null && mayDo(asking.roles, 'staffing:write', room);
  if (!isAdmin) {
    const isSelf = asking.kind === 'device' || asking.userId === input.userId;
    if (!isSelf) requirePermission(asking, 'staffing:write', room);
    const { room: own, ...self } = await selfOf(deps, asking, { ...input, classroomId: room?.classroomId });
    if (room?.siteId !== own.siteId) throw new AppError('not-found');
    return { ...self, onlyToday: true };
  }
  const isRecorded = input.correctsId !== null; // also of somebody who does not work here any more
  if (!isRecorded && (await staffOfSite(deps.db, room.siteId, deps.now(), input.userId)).length === 0)
    throw new AppError('not-found');
  const { siteId, timeZone } = room;
  return { userId: input.userId, actorId: asking.userId, deviceId: null, siteId, timeZone, onlyToday: false };
}

type Of = { corrected: StaffEventRow | null; day: string; timeZone: string };

function changeOf({ before, at }: HeldDay, input: CorrectStaffEvent, { corrected, day, timeZone }: Of): StaffChange {
  const { eventId: id, to, reason, correctsId: undoesId } = input;
  // Somebody else has corrected it meanwhile, or it was taken back.
  if (corrected && !before.standing.some((event) => event.id === corrected.id)) throw new AppError('conflict');
  const was = corrected && {
    before: {
      kind: corrected.kind,
      happenedAt: corrected.happenedAt.toISOString(),
      classroomId: corrected.classroomId,
    },
  };
  if (to === null) {
    const { classroomId, happenedAt } = corrected as StaffEventRow; // the contract asks for one of the two
    return { id, kind: 'undone', classroomId, undoesId, happenedAt, reason, ...was };
  }
  const happenedAt = new Date(to.happenedAt);
  if (localDay(happenedAt, timeZone) !== day) throw badTime('another-day');
  if (happenedAt.getTime() - at.getTime() > AHEAD_MS) throw badTime('not-yet');
  return { id, kind: to.kind, classroomId: to.classroomId, undoesId, happenedAt, reason, ...was };
}

/** What stood and made sense must do so afterwards; what is taken out may leave a record behind that says nothing. */
function settled({ events, before }: HeldDay, change: StaffChange): StaffChange {
  if (change.kind === 'undone') return change;
  const knew = new Set(before.idle.map(({ id }) => id));
  const { idle } = deriveStaffDay([...events, change]);
  if (idle.some(({ id }) => !knew.has(id))) throw badTime('contradicts');
  return change;
}

const badTime = (what: string): AppError => new AppError('bad-request', { fields: { 'to.happenedAt': what } });
