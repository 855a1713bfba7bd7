import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { ConcernFile, ConcernLine, ConcernStepKind } from '../contract/concerns.ts';
import type { ConcernId, UserId } from '../contract/ids.ts';
import type { AskingUser } from '../platform/asking.ts';
import { dayOfColumn } from '../platform/calendar.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import type { ConcernDeps } from './concern-deps.ts';
import { mayFollow } from './concern-states.ts';
import {
  findConcern,
  insertStep,
  keptIn,
  kindsOf,
  lockConcern,
  namesOf,
  type StoredConcern,
} from './concerns-store.ts';
import { fileNamesOf } from './file-names-store.ts';
import { holdsOf } from './hold-store.ts';
import { readableBy, readerOf } from './may-read-store.ts';
import { listed } from './read-concerns.ts';
import { openWords, Said, StepSaid } from './sealed-words.ts';
import { auditConcern, tellReaders } from './tell-concern.ts';

/**
 * Everything of one report. Each look is written down, and the first one opens it.
 * @throws AppError 'forbidden', 'second-factor-needed', or 'not-found' alike for one that is unknown, elsewhere, or kept from
 * who asks
 */
export async function readConcern(
  deps: ConcernDeps,
  asking: AskingUser,
  concernId: ConcernId,
): Promise<z.input<typeof ConcernFile>> {
  const found = await deps.db.$transaction(async (tx) => {
    await requireReadable(tx, asking, concernId);
    await lockConcern(tx, concernId);
    return lookAt(deps, tx, asking, concernId);
  });
  return fileOf(deps, found);
}

/** @throws AppError 'forbidden', 'second-factor-needed' or 'not-found' */
export async function requireReadable(tx: Tx, asking: AskingUser, concernId: ConcernId): Promise<void> {
  const where = { AND: [{ id: concernId }, readableBy(await readerOf(tx, asking))] };
  const isReadable = (await tx.concern.count({ where })) === 1;
  if (!isReadable) throw new AppError('not-found');
}

async function lookAt(
  { now }: ConcernDeps,
  tx: Tx,
  { userId: actorId, address }: { userId: UserId; address: string },
  concernId: ConcernId,
): Promise<StoredConcern> {
  const before = await stored(tx, concernId);
  const at = now();
  await auditConcern(tx, { concernId, siteId: before.siteId, action: 'concern-seen', at, actorId, address });
  if (!mayFollow(kindsOf(before), 'opened')) return before;
  const step = { id: randomUUID(), concernId, kind: 'opened' as const, actorId };
  await insertStep(tx, { ...step, happenedAt: at, recordedAt: at });
  await tellReaders(tx, keptIn(before), { concernId, what: 'changed', at });
  return stored(tx, concernId);
}

async function stored(tx: Tx, concernId: ConcernId): Promise<StoredConcern> {
  const concern = await findConcern(tx, concernId);
  if (concern === null) throw new AppError('internal');
  return concern;
}

async function fileOf({ db, sealer }: ConcernDeps, concern: StoredConcern): Promise<z.input<typeof ConcernFile>> {
  const concernId = concern.id as ConcernId;
  const [names, more, holds] = await Promise.all([
    namesOf(db, [concern.reporterId, concern.subjectId, ...concern.steps.map(({ actorId }) => actorId)]),
    fileNamesOf(db, concern),
    holdsOf(db, concernId),
  ]);
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
  return {
    ...listed(concern),
    ...{ siteName: concern.site.name, timeZone: concern.site.timeZone, ...more },
    reporter: nameOf(concern.reporterId) ?? '',
    subject: nameOf(concern.subjectId),
    happenedOn: concern.happenedOn && dayOfColumn(concern.happenedOn),
    happenedMinute: concern.happenedMinute,
    ...openWords(Said, { sealer, boundTo: concern.id, sealed: concern.sealed }),
    toldAuthority: concern.toldAuthority,
    lines: concern.steps.map((step): z.input<typeof ConcernLine> => ({
      ...{ stepId: step.id, kind: step.kind as ConcernStepKind, by: nameOf(step.actorId) },
      ...{ at: step.recordedAt.toISOString(), happenedAt: step.happenedAt.toISOString() },
      ...saidIn(sealer, step),
    })),
    holds: holds.map(({ cameraName, from, to }) => ({ cameraName, from: from.toISOString(), to: to.toISOString() })),
  };
}

const saidIn = (sealer: ConcernDeps['sealer'], { concernId, id, sealed }: StoredConcern['steps'][number]): StepSaid =>
  sealed === null ? StepSaid.parse({}) : openWords(StepSaid, { sealer, boundTo: `${concernId} ${id}`, sealed });
