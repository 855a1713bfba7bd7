import type { z } from 'zod';
import type { ConcernStepTaken, TakeConcernStep } from '../contract/concerns.ts';
import type { ConcernId } from '../contract/ids.ts';
import type { AskingUser } from '../platform/asking.ts';
import { isAhead } from '../platform/believable.ts';
import { AppError } from '../platform/errors.ts';
import type { ConcernDeps } from './concern-deps.ts';
import { mayFollow, stateAfter, wasTold } from './concern-states.ts';
import { findConcern, insertStep, keptIn, kindsOf, lockConcern, type StoredConcern } from './concerns-store.ts';
import { requireReadable } from './read-concern.ts';
import { sealWords, StepSaid } from './sealed-words.ts';
import { auditConcern, tellReaders } from './tell-concern.ts';

const ACTION = {
  noted: 'concern-noted',
  authority: 'concern-told-authority',
  closed: 'concern-closed',
} as const satisfies Record<TakeConcernStep['kind'], string>;

/**
 * Adds to a report, one at a time: whether it may follow is judged while nobody else writes of it. The same id again is the
 * same step.
 * @throws AppError 'concern-not-now', 'conflict' when the id was used for something else, 'bad-request' for a time to come and
 * for a closing that does not say why no authority was told, and as `readConcern`
 */
export async function takeStep(
  deps: ConcernDeps,
  asking: AskingUser,
  concernId: ConcernId,
  input: TakeConcernStep,
): Promise<z.input<typeof ConcernStepTaken>> {
  return deps.db.$transaction(async (tx) => {
    await requireReadable(tx, asking, concernId);
    await lockConcern(tx, concernId);
    const concern = await findConcern(tx, concernId);
    if (concern === null) throw new AppError('internal');
    const kinds = kindsOf(concern);
    if (isKnown(concern, input)) return { state: stateAfter(kinds) };
    if (!mayFollow(kinds, input.kind)) throw new AppError('concern-not-now');
    if (input.kind === 'closed' && input.untoldWhy === '' && !wasTold(kinds, concern.toldAuthority))
      throw new AppError('bad-request', { fields: { untoldWhy: 'required' } });
    const at = deps.now();
    const happenedAt = 'happenedAt' in input ? new Date(input.happenedAt) : at;
    if (isAhead(happenedAt, at)) throw new AppError('bad-request', { fields: { happenedAt: 'in-the-future' } });
    const { userId: actorId, address } = asking;
    const sealed = sealWords(deps.sealer, `${concernId} ${input.stepId}`, StepSaid.parse(input));
    const row = { id: input.stepId, concernId, kind: input.kind, actorId };
    await insertStep(tx, { ...row, happenedAt, recordedAt: at, sealed });
    await auditConcern(tx, { concernId, siteId: concern.siteId, action: ACTION[input.kind], at, actorId, address });
    await tellReaders(tx, keptIn(concern), { concernId, what: 'changed', at });
    return { state: stateAfter([...kinds, input.kind]) };
  });
}

function isKnown({ steps }: StoredConcern, { stepId, kind }: TakeConcernStep): boolean {
  const known = steps.find(({ id }) => id === stepId);
  if (known !== undefined && known.kind !== kind) throw new AppError('conflict');
  return known !== undefined;
}
