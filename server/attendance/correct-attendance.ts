import type { z } from 'zod';
import { mayDo } from '../access/roles.ts';
import type { AttendanceRecorded, CorrectAttendance } from '../contract/attendance.ts';
import type { ClassroomId } from '../contract/ids.ts';
import type { Asking } from '../platform/asking.ts';
import { isAhead } from '../platform/believable.ts';
import { localDay as calendarDay, type LocalDay } from '../platform/calendar.ts';
import { AppError } from '../platform/errors.ts';
import { authorOf, type AttendanceDeps } from './attendance-deps.ts';
import { findAttendance, isOfFamily, type Before, type RecordedEvent } from './attendance-store.ts';
import { newChange, NOBODY, refuseUnknown, type Act, type ChildDay, type Decision } from './child-day.ts';
import { dayBeforeNight } from './day-state.ts';
import { dayOfDeparture } from './departure-day.ts';
import { deriveDay, isSameCompanion, type Day } from './derive-day.ts';
import { recordOne } from './recorder.ts';
import { roomsOfDay } from './rooms-of-day.ts';
import { roomsOfRecord } from './rooms-of-record.ts';

type Asked = z.output<typeof CorrectAttendance>;

/**
 * Says what really was: another time or companion, that something did not happen, or what nobody recorded. Whoever works in
 * the child's room corrects today; earlier days only who may by role. What was recorded stays beside it.
 * @throws AppError 'not-found', 'forbidden' for an earlier day, 'conflict' when somebody else has corrected it meanwhile,
 * 'day-does-not-fit' when the day would contradict itself, 'bad-request' for a time to come or of another day
 */
export async function correctAttendance(
  deps: AttendanceDeps,
  asking: Asking,
  input: Asked,
): Promise<AttendanceRecorded> {
  const author = authorOf(asking);
  const wrong = input.correctsId === null ? null : await findAttendance(deps.db, input.correctsId);
  const isUnknown =
    input.correctsId !== null && (wrong === null || wrong.kind === 'undone' || wrong.childId !== input.childId);
  if (isUnknown) return refuseUnknown(asking);
  if (input.to === null && wrong === null) throw new AppError('bad-request', { fields: { to: 'missing' } });
  const happenedAt = new Date(input.to?.happenedAt ?? wrong?.happenedAt ?? 0);
  const asked = { eventId: input.eventId, childId: input.childId, happenedAt };
  const { roomsOf, answer } = roomsOfRecord(asking, wrong);
  const recorded = await recordOne(deps.recorder, author, {
    asked: { ...asked, day: wrong?.day ?? (await dayOfMissing(deps, input, asked)) },
    isOfLeavers: true,
    roomsOf: roomsToCorrect(asking, roomsOf),
    decide: async (day) => {
      const decision = await decideCorrection(day, asking, input, { wrong, happenedAt });
      const { childId, to } = input;
      if (decision !== null && to?.kind === 'checked_out')
        await deps.callIfKeptFrom(day.tx, { childId, ...to, ...author, at: day.at });
      return decision;
    },
  });
  return answer(recorded);
}

/** Of what nobody recorded: a departure in the night is of the day whose stay it ends. */
const dayOfMissing = async (
  { db }: AttendanceDeps,
  { to }: Asked,
  asked: Parameters<typeof dayOfDeparture>[1],
): Promise<LocalDay | null> => (to?.kind === 'checked_out' ? dayOfDeparture(db, asked) : null);

/** By role every room of the child; else those where the asking works. */
function roomsToCorrect(asking: Asking, ofStaff: Act['roomsOf']): Act['roomsOf'] {
  return (facts) => {
    if (mayDo(asking.roles, 'attendance:correct', facts)) return roomsOfDay(facts);
    return facts.hasLeft ? refuseUnknown(asking) : ofStaff(facts);
  };
}

type Correction = { wrong: RecordedEvent | null; happenedAt: Date };

async function decideCorrection(
  day: ChildDay,
  asking: Asking,
  input: Asked,
  { wrong, happenedAt }: Correction,
): Promise<Decision | null> {
  const { facts, known } = day;
  if (known) {
    requireSameCorrection(known, input);
    return null;
  }
  if (facts.day !== facts.today && !mayDo(asking.roles, 'attendance:correct', facts)) throw new AppError('forbidden');
  requireCorrectable(day, input, { wrong, happenedAt });
  await requireKnown(day, input);
  const change = changeOf(input, wrong, happenedAt, day.at);
  requireFits(day, change);
  const kind = input.to?.kind ?? (wrong as RecordedEvent).kind;
  const told = { was: wrong?.happenedAt.toISOString() ?? null, becomes: input.to && happenedAt.toISOString() };
  const { withUserId, withPickupId } = input.to ?? NOBODY;
  return {
    change,
    event: { type: 'attendance:corrected', at: day.at, payload: { kind, ...told, withUserId, withPickupId } },
    action: 'attendance-corrected',
    details: { correctsId: input.correctsId, kind, ...told },
  };
}

function requireCorrectable({ day, facts, at }: ChildDay, { to }: Asked, { wrong, happenedAt }: Correction): void {
  if (wrong && to && isNothingNew(wrong, to)) throw new AppError('nothing-to-change');
  if (wrong && !day.standing.some(({ id }) => id === wrong.id)) throw new AppError('conflict');
  const isOfNobodyThen = facts.day !== facts.today && facts.enrolments.length === 0 && facts.events.length === 0;
  if (isOfNobodyThen) throw new AppError('bad-request', { fields: { 'to.happenedAt': 'another-day' } });
  // That it did not happen may be said at once, also of what a clock ahead of the server's recorded.
  if (to && isAhead(happenedAt, at))
    throw new AppError('bad-request', { fields: { 'to.happenedAt': 'in-the-future' } });
}

/** @throws AppError 'conflict' when the id was used for something else */
function requireSameCorrection(known: RecordedEvent, { childId, correctsId, to, reason }: Asked): void {
  const isSame =
    known.childId === childId &&
    known.undoesId === correctsId &&
    known.reason === reason &&
    (to === null ? known.kind === 'undone' : isNothingNew(known, to));
  if (!isSame) throw new AppError('conflict');
}

const isNothingNew = (known: RecordedEvent, to: NonNullable<Asked['to']>): boolean =>
  known.kind === to.kind &&
  known.classroomId === to.classroomId &&
  known.happenedAt.getTime() === new Date(to.happenedAt).getTime() &&
  isSameCompanion(known, to);

async function requireKnown({ tx, facts }: ChildDay, { childId, to }: Asked): Promise<void> {
  if (to === null) return;
  if (!facts.siteRoomIds.includes(to.classroomId)) throw new AppError('not-found');
  if (to.withUserId !== null && to.withPickupId !== null)
    throw new AppError('bad-request', { fields: { 'to.withPickupId': 'one-person' } });
  if (!(await isOfFamily(tx, childId, to))) throw new AppError('not-found');
}

function changeOf(input: Asked, wrong: RecordedEvent | null, happenedAt: Date, now: Date): Decision['change'] {
  const more = { reason: input.reason, before: wrong && beforeOf(wrong) };
  const { to, eventId } = input;
  if (to === null) {
    const classroomId = wrong?.classroomId as ClassroomId;
    return {
      id: eventId,
      undoesId: input.correctsId,
      kind: 'undone',
      classroomId,
      happenedAt: now,
      ...NOBODY,
      ...more,
    };
  }
  const { kind, classroomId, withUserId, withPickupId } = to;
  const change = newChange(eventId, { kind, classroomId, happenedAt, withUserId, withPickupId, ...more });
  return { ...change, undoesId: input.correctsId };
}

const beforeOf = ({ kind, happenedAt, classroomId, withUserId, withPickupId }: RecordedEvent): Before => ({
  kind,
  happenedAt: happenedAt.toISOString(),
  classroomId,
  withUserId,
  withPickupId,
});

/** With it every record counts, and none contradicts another that did not before. */
function requireFits({ facts, events, day, at }: ChildDay, change: Decision['change']): void {
  const { childId, day: localDay } = facts;
  const after = deriveDay<RecordedEvent>([
    ...events,
    { ...change, childId, day: localDay, recordedAt: at, reason: change.reason ?? null },
  ]);
  const isAnotherDay = change.kind !== 'undone' && !daysOf(change, facts.timeZone).includes(localDay);
  if (isAnotherDay) throw new AppError('bad-request', { fields: { 'to.happenedAt': 'another-day' } });
  const counts = change.kind === 'undone' || isEffective(after, change.id);
  if (!counts || after.conflicts.length > day.conflicts.length) throw new AppError('day-does-not-fit');
}

const daysOf = ({ kind, happenedAt }: Decision['change'], timeZone: string): (LocalDay | null)[] => [
  calendarDay(happenedAt, timeZone),
  kind === 'checked_out' ? dayBeforeNight(happenedAt, timeZone) : null,
];

const isEffective = ({ stays }: Day, id: string): boolean =>
  stays.some(
    ({ arrival, departure, rooms }) =>
      arrival.id === id || departure?.id === id || rooms.some((room) => room.byId === id),
  );
