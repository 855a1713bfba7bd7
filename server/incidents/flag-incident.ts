import { requirePermission } from '../access/roles.ts';
import { recordAudits } from '../audit/audit-store.ts';
import type { FlagIncident, IncidentRecorded } from '../contract/incidents.ts';
import type { ClassroomId } from '../contract/ids.ts';
import { appendEvent } from '../events/append-event.ts';
import type { Asking } from '../platform/asking.ts';
import { requireBelievable } from '../platform/believable.ts';
import { localDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { createTurns } from '../platform/turns.ts';
import { isStaffAround } from './file-store.ts';
import { holdAround } from './hold-around.ts';
import type { FlagDeps } from './incident-deps.ts';
import { numberOf } from './incident-number.ts';
import { stateAfter } from './incident-states.ts';
import {
  childrenOfRoom,
  findIncident,
  findRoom,
  holdRecordings,
  insertIncident,
  insertStep,
  nextNumber,
  stepsOf,
  subjectOf,
  type IncidentRoom,
  type StoredIncident,
} from './incidents-store.ts';

/** A site's flags wait for one another's number: more of them at once would only keep connections from everybody else. */
const inTurn = createTurns(4);

/**
 * Two taps: who, and what. Written in one transaction with its place in the register, the hold on the recording and the
 * word to everybody who answers for the room. It waits for no PIN: on a tablet where nobody said one, it is of who acted
 * there last, or who did when it was tapped without a network, to be confirmed with the details. The same id again is the same incident.
 * @throws AppError 'too-many-tries' for one more without a PIN than a room has, which a tablet keeps and sends later; 'not-found' for a room or child elsewhere, 'conflict' when the id was used for something else,
 * 'bad-request' for a clock that cannot be believed
 */
export async function flagIncident(deps: FlagDeps, asking: Asking, input: FlagIncident): Promise<IncidentRecorded> {
  const room = await roomToFlagIn(deps.db, asking, input.classroomId);
  const author = await authorOf(deps.db, asking, input, deps.now());
  const happenedAt = new Date(input.happenedAt);
  return inTurn(() =>
    deps.db.$transaction(async (tx) => {
      const at = deps.now();
      const day = localDay(happenedAt, room.timeZone);
      const number = await nextNumber(tx, room.siteId, day);
      const known = await findIncident(tx, input.incidentId);
      if (known !== null) return sameAgain(tx, known, input);
      requireBelievable(happenedAt, at);
      const children = await childrenOfRoom(tx, { classroomId: room.classroomId, day }, input.childIds);
      if (children.length < input.childIds.length) throw new AppError('not-found');
      // Of what is written only: who is sent away for something else has used up nothing.
      if (author.deviceId !== null && !author.isConfirmed) await deps.unproven.take(author.deviceId);
      const { incidentId, kind } = input;
      const of = { id: incidentId, siteId: room.siteId, classroomId: room.classroomId, kind, day, number };
      await insertIncident(tx, { ...of, happenedAt, recordedAt: at, ...author }, children);
      const by = { actorId: author.authorId, deviceId: author.deviceId };
      await insertStep(tx, { id: incidentId, incidentId, kind: 'flagged', happenedAt, recordedAt: at, ...by });
      await holdRecordings(tx, { incidentId, classroomId: room.classroomId }, holdAround(happenedAt), at);
      await tellAndAudit(tx, room, { ...input, by: { ...by, isConfirmed: author.isConfirmed }, at });
      return { incidentId, number: numberOf({ day, number }), state: 'draft' };
    }),
  );
}

/**
 * A tablet flags in its own room, whoever acts on it.
 * @param classroomId null: of an incident that nobody knows
 */
export async function roomToFlagIn(db: Db, asking: Asking, classroomId: ClassroomId | null): Promise<IncidentRoom> {
  const isElsewhere = asking.kind === 'device' && asking.classroomId !== classroomId;
  const room = isElsewhere || classroomId === null ? null : await findRoom(db, classroomId);
  if (asking.kind === 'user') requirePermission(asking, 'room:work', room);
  if (room === null) throw new AppError('not-found');
  return room;
}

type FlagAuthor = { authorId: string | null; deviceId: string | null; isConfirmed: boolean };

/** On a tablet somebody may act now who did not when it was tapped: then it is of who did, as the tablet says, unconfirmed. */
async function authorOf(
  db: Db,
  asking: Asking,
  { authorId, happenedAt }: FlagIncident,
  now: Date,
): Promise<FlagAuthor> {
  if (asking.kind === 'user') return { authorId: asking.userId, deviceId: null, isConfirmed: true };
  const { deviceId, actorId, classroomId, siteId } = asking;
  if (actorId !== null && (authorId ?? actorId) === actorId && authorId !== null)
    return { authorId: actorId, deviceId, isConfirmed: true };
  const said = authorId ?? (await lastActing(db, deviceId, new Date(happenedAt)));
  const isStaff = said !== null && (await isStaffAround(db, { classroomId, siteId, now }, said));
  return { authorId: isStaff ? said : null, deviceId, isConfirmed: false };
}

/** Null also where somebody said so only after the tap, which lay on the tablet without a network: it was not theirs. */
async function lastActing(db: Db, deviceId: string, tappedAt: Date): Promise<string | null> {
  const device = await db.device.findFirst({
    where: { id: deviceId, actingSince: { lte: tappedAt } },
    select: { actingUserId: true },
  });
  return device?.actingUserId ?? null;
}

async function sameAgain(tx: Tx, known: StoredIncident, input: FlagIncident): Promise<IncidentRecorded> {
  const childIds = known.children.map(({ childId }) => childId);
  const isSame =
    known.kind === input.kind &&
    known.classroomId === input.classroomId &&
    known.happenedAt.getTime() === new Date(input.happenedAt).getTime() &&
    childIds.toSorted().join() === input.childIds.toSorted().join();
  if (!isSame) throw new AppError('conflict');
  const state = stateAfter(await subjectOf(tx, known), stepsOf(known));
  if (state === 'none') throw new AppError('internal');
  return { incidentId: input.incidentId, number: numberOf(known), state };
}

type Flagged = FlagIncident & {
  by: { actorId: string | null; deviceId: string | null; isConfirmed: boolean };
  at: Date;
};

async function tellAndAudit(tx: Tx, { siteId, classroomId }: IncidentRoom, flagged: Flagged): Promise<void> {
  const { incidentId, kind, childIds, isOffline, by, at } = flagged;
  await appendEvent(tx, {
    type: 'incident:changed',
    at,
    siteId,
    classroomId,
    payload: { incidentId, kind, step: 'flagged' },
  });
  // Whom a tablet names without their PIN has not acted, as far as anybody knows.
  const unproven = by.isConfirmed ? {} : { namedId: by.actorId };
  const details = { incidentId, kind, classroomId, happenedAt: flagged.happenedAt, isOffline, ...unproven };
  const actor = { actorId: by.isConfirmed ? by.actorId : null, deviceId: by.deviceId };
  const of = childIds.length === 0 ? [null] : childIds;
  await recordAudits(
    tx,
    of.map((childId) => ({ action: 'incident-flagged' as const, at, siteId, childId, ...actor, details })),
  );
}
