import { randomInt, randomUUID } from 'node:crypto';
import type { ConcernReceipt, ReportConcern } from '../contract/concerns.ts';
import type { ClassroomId, ConcernId } from '../contract/ids.ts';
import type { Asking } from '../platform/asking.ts';
import { atMinute, dateColumn, dayOfColumn, localDay } from '../platform/calendar.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import type { ConcernDeps } from './concern-deps.ts';
import { findSent, insertConcern, keptIn, lockReporter, type StoredConcern } from './concerns-store.ts';
import { heldSpan } from './held-span.ts';
import { holdRecordings, roomsOfChild } from './hold-store.ts';
import { type Kept, isReadByOthers } from './may-read-store.ts';
import { directorsOf, guardiansOf } from './places-store.ts';
import { openWords, Said, sealWords } from './sealed-words.ts';
import { auditConcern, tellReaders } from './tell-concern.ts';
import { reporterOf, roomSaid, type Reporter } from './who-reports.ts';

/**
 * Takes a report of suspected abuse, in one transaction with the hold on the recording, its audit and the word to those who
 * may read it. The same id of the same person again is the same report.
 * @throws AppError as `reporterOf`, 'conflict' when the id was used for another report, 'bad-request' for a day to come,
 * 'too-many-tries'
 */
export async function reportConcern(deps: ConcernDeps, asking: Asking, input: ReportConcern): Promise<ConcernReceipt> {
  const reporter = await reporterOf(deps, asking, input);
  const at = deps.now();
  requirePast(input, reporter, at);
  await deps.throttle.take(reporter.userId);
  const kept = await whoIsKeptFrom(deps, reporter, input, at);
  return deps.db.$transaction(async (tx) => {
    await lockReporter(tx, reporter.userId);
    const known = await findSent(tx, reporter.userId, input.sentId);
    if (known !== null) return sameAgain(deps, tx, known, input);
    const concernId = randomUUID() as ConcernId;
    const classroomId = roomSaid(asking, input.classroomId);
    const receipt = newReceipt();
    await insertConcern(tx, rowOf(deps, { ...input, concernId, classroomId, receipt }, { reporter, kept, at }), [
      ...new Set(kept.keptFrom),
    ]);
    await holdFor(tx, { ...input, concernId, classroomId }, reporter.site.timeZone, at);
    const { userId: actorId, deviceId } = reporter;
    const { address } = asking;
    await auditConcern(tx, {
      concernId,
      siteId: reporter.site.id,
      action: 'concern-reported',
      at,
      actorId,
      deviceId,
      address,
    });
    await tellReaders(tx, kept, { concernId, what: 'reported', at });
    return receiptOf(tx, { receipt, reportedAt: at, reporterId: actorId }, kept, at);
  });
}

function requirePast({ happenedOn }: ReportConcern, { site }: Reporter, at: Date): void {
  if (happenedOn !== null && happenedOn > localDay(at, site.timeZone))
    throw new AppError('bad-request', { fields: { happenedOn: 'in-the-future' } });
}

/** Of whom it is about, and the child's guardians; about a director none of the site's directors reads it. */
async function whoIsKeptFrom(
  { db }: ConcernDeps,
  { site }: Reporter,
  { about, subjectId, childId, happenedOn }: ReportConcern,
  at: Date,
): Promise<Kept> {
  const [directors, guardians] = await Promise.all([
    directorsOf(db, site.id, happenedOn === null ? at : atMinute(happenedOn, 0, site.timeZone)),
    childId === null ? [] : guardiansOf(db, childId),
  ]);
  const named = subjectId === null ? [] : [subjectId as string];
  return {
    ...{ site, childId },
    isForOperator: about === 'director' || named.some((id) => directors.includes(id)),
    keptFrom: [...named, ...guardians, ...(about === 'director' ? directors : [])],
  };
}

type Written = ReportConcern & { concernId: ConcernId; classroomId: ClassroomId | null };

const rowOf = (
  { sealer }: ConcernDeps,
  { concernId, receipt, where, text, ...input }: Written & { receipt: string },
  { reporter, kept, at }: { reporter: Reporter; kept: Kept; at: Date },
) => ({
  ...{ id: concernId, siteId: reporter.site.id, receipt, reporterId: reporter.userId, deviceId: reporter.deviceId },
  ...{ sentId: input.sentId, childId: input.childId, classroomId: input.classroomId },
  ...{ about: input.about, subjectId: input.subjectId, toldAuthority: input.toldAuthority },
  happenedOn: input.happenedOn === null ? null : dateColumn(input.happenedOn),
  happenedMinute: input.happenedOn === null ? null : input.happenedMinute,
  isForOperator: kept.isForOperator,
  reportedAt: at,
  sealed: sealWords(sealer, concernId, { where, text }),
});

/** No number that counts: it would tell how many there are. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const four = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
const newReceipt = (): string => `${four()}-${four()}`;

async function holdFor(tx: Tx, written: Written, timeZone: string, at: Date): Promise<void> {
  const { concernId, classroomId, childId, happenedOn, happenedMinute } = written;
  const span = heldSpan(happenedOn, happenedMinute, timeZone);
  if (span === null || happenedOn === null) return;
  const ofChild = childId === null ? [] : await roomsOfChild(tx, childId, happenedOn);
  const classroomIds = [...new Set([...(classroomId === null ? [] : [classroomId]), ...ofChild])];
  await holdRecordings(tx, { concernId, classroomIds }, span, at);
}

async function sameAgain(
  { sealer, now }: ConcernDeps,
  tx: Tx,
  known: StoredConcern,
  input: ReportConcern,
): Promise<ConcernReceipt> {
  const { where, text } = openWords(Said, { sealer, boundTo: known.id, sealed: known.sealed });
  const of = { siteId: known.siteId, childId: known.childId, about: known.about, subjectId: known.subjectId };
  const on = known.happenedOn && dayOfColumn(known.happenedOn);
  const isSame =
    Object.entries({ ...of, where, text }).every(([key, value]) => input[key as keyof ReportConcern] === value) &&
    input.happenedOn === on;
  if (!isSame) throw new AppError('conflict');
  return receiptOf(tx, known, keptIn(known), now());
}

async function receiptOf(
  tx: Tx,
  { receipt, reportedAt, reporterId }: { receipt: string; reportedAt: Date; reporterId: string },
  kept: Kept,
  at: Date,
): Promise<ConcernReceipt> {
  const isReadable = await isReadByOthers(tx, kept, reporterId, at);
  return { receipt, reportedAt: reportedAt.toISOString(), isReadable, isForOperator: kept.isForOperator };
}
