import { dayState } from '../attendance/day-state.ts';
import { enrolledOn, roomsOfDay } from '../attendance/rooms-of-day.ts';
import { recordAudit } from '../audit/audit-store.ts';
import { NOTICE_DAYS_AHEAD, type GiveNotice } from '../contract/day-notices.ts';
import type { ClassroomId } from '../contract/ids.ts';
import { appendEvents } from '../events/append-event.ts';
import type { Asking } from '../platform/asking.ts';
import { addDays, atMinute, localDay, type LocalDay } from '../platform/calendar.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { openDaysOf } from '../platform/open-days-store.ts';
import {
  attendanceOn,
  findNotice,
  insertNotice,
  lockChild,
  type NoticeChild,
  type RecordedNotice,
} from './day-notices-store.ts';
import { daysFrom, noticeDay } from './notice-days.ts';
import { speakerFor, type NoticeDeps, type Speaker } from './notice-deps.ts';

/**
 * Records what a family says of a day: that the child does not come, is fetched late, or by whom. The same id again is the
 * same notice.
 * @throws AppError 'day-past', 'not-coming-then', 'already-arrived', 'outside-opening-hours' or 'may-not-fetch'; 'conflict'
 * when the id was used for something else
 */
export async function giveNotice(deps: NoticeDeps, asking: Asking, input: GiveNotice): Promise<void> {
  const speaker = await speakerFor(deps, asking, input.childId);
  const notice = noticeOf(speaker, input, deps.now());
  await deps.db.$transaction(async (tx) => {
    await lockChild(tx, input.childId);
    const known = await findNotice(tx, input.noticeId);
    if (known) {
      requireSame(known, notice);
      return;
    }
    await requireSensible(deps, tx, speaker.child, notice);
    if (!(await insertNotice(tx, notice))) throw new AppError('conflict');
    await tell(tx, speaker, 'notice:given', notice);
  });
  await deps.onChildDayChanged([input.childId]);
}

function noticeOf({ actorId, deviceId }: Speaker, input: GiveNotice, recordedAt: Date): RecordedNotice {
  const days = input.kind === 'absence' ? input : { fromDay: input.day, toDay: input.day };
  return {
    id: input.noticeId,
    childId: input.childId,
    kind: input.kind,
    withdrawsId: null,
    fromDay: days.fromDay,
    toDay: days.toDay,
    reason: input.kind === 'absence' ? input.reason : null,
    untilMinute: input.kind === 'late_pickup' ? input.untilMinute : null,
    withUserId: input.kind === 'pick_up' ? input.withUserId : null,
    withPickupId: input.kind === 'pick_up' ? input.withPickupId : null,
    note: input.kind === 'pick_up' ? '' : input.note,
    actorId,
    deviceId,
    recordedAt,
  };
}

const SAID = ['childId', 'kind', 'fromDay', 'toDay', 'reason', 'untilMinute', 'withUserId', 'withPickupId'] as const;
function requireSame(known: RecordedNotice, notice: RecordedNotice): void {
  if (SAID.some((what) => known[what] !== notice[what])) throw new AppError('conflict');
}

async function requireSensible(deps: NoticeDeps, tx: Tx, child: NoticeChild, notice: RecordedNotice): Promise<void> {
  const { timeZone, siteId } = child;
  const today = localDay(deps.now(), timeZone);
  const { fromDay, toDay } = notice;
  if (fromDay < today) throw new AppError('day-past');
  if (fromDay > addDays(today, NOTICE_DAYS_AHEAD))
    throw new AppError('bad-request', { fields: { fromDay: 'too-far' } });
  const open = await openDaysOf(tx, siteId, { from: fromDay, to: toDay });
  const days = daysFrom(fromDay, toDay).map((day) => noticeDay(child, day, open));
  if (!days.some(({ isExpected }) => isExpected)) throw new AppError('not-coming-then');
  if (notice.kind === 'absence' && fromDay === today) await requireNotArrived(tx, child, today);
  if (notice.kind === 'late_pickup') requireOpen(deps, child, notice, days[0]?.opensUntil ?? null);
  if (notice.kind === 'pick_up') await requireMayFetch(deps, tx, child, notice);
}

async function requireNotArrived(tx: Tx, child: NoticeChild, today: LocalDay): Promise<void> {
  const { state } = dayState(await attendanceOn(tx, child.childId, today));
  if (state !== 'expected') throw new AppError('already-arrived');
}

function requireOpen(
  deps: NoticeDeps,
  child: NoticeChild,
  { fromDay, untilMinute }: RecordedNotice,
  opensUntil: number | null,
): void {
  const minute = untilMinute ?? 0;
  const isOver = atMinute(fromDay, minute, child.timeZone) <= deps.now();
  if (opensUntil === null || minute > opensUntil || isOver) throw new AppError('outside-opening-hours');
}

/** Blocked, withdrawn, used up and unknown people read alike. */
async function requireMayFetch(
  { whoMayFetch }: NoticeDeps,
  tx: Tx,
  child: NoticeChild,
  { fromDay, withUserId, withPickupId }: RecordedNotice,
): Promise<void> {
  const isGuardian = child.guardianships.some(({ userId, mayPickUp }) => userId === withUserId && mayPickUp);
  const named = (await whoMayFetch(tx, [child.childId], fromDay)).get(child.childId) ?? [];
  const isNamed = named.some(({ id, isBlocked }) => id === withPickupId && !isBlocked);
  if (!isGuardian && !isNamed) throw new AppError('may-not-fetch');
}

/** Its line in the log for the family and the rooms of these days, and in the audit. */
export async function tell(
  tx: Tx,
  { child, actorId, deviceId }: Speaker,
  type: 'notice:given' | 'notice:withdrawn',
  notice: RecordedNotice,
  at: Date = notice.recordedAt,
): Promise<void> {
  const { childId, siteId } = child;
  const { id: noticeId, kind, fromDay, toDay, reason, untilMinute, withUserId, withPickupId } = notice;
  const said = { noticeId, kind, fromDay, toDay, reason, untilMinute };
  const rooms = roomsToTell(child, notice, at);
  const line = { type, at, siteId, childId };
  const payload = { by: actorId, ...said, withUserId, withPickupId };
  await appendEvents(tx, [
    { ...line, classroomId: rooms[0] ?? null, payload },
    ...rooms.slice(1).map((classroomId, before) => {
      const toldIn = rooms.slice(0, before + 1).join(' ');
      return { ...line, classroomId, payload: { ...payload, toldIn } };
    }),
  ]);
  const action = type === 'notice:given' ? 'notice-given' : 'notice-withdrawn';
  await recordAudit(tx, { action, at, actorId, deviceId, siteId, childId, subjectId: withUserId, details: said });
}

/** Every room that looks after the child on one of these days, the likeliest first. */
function roomsToTell(child: NoticeChild, { fromDay, toDay }: RecordedNotice, at: Date): ClassroomId[] {
  const today = localDay(at, child.timeZone);
  const of = (day: LocalDay) =>
    day === today ? child.roomsNow : roomsOfDay({ day, enrolments: enrolledOn(child.enrolments, day), events: [] });
  return [...new Set(daysFrom(fromDay, toDay).flatMap(of))];
}
