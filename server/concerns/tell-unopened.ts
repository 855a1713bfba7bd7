import { randomUUID } from 'node:crypto';
import { UNOPENED_MINUTES } from '../contract/concerns.ts';
import type { ConcernId } from '../contract/ids.ts';
import type { Log } from '../platform/log.ts';
import type { ConcernDeps } from './concern-deps.ts';
import { mayFollow } from './concern-states.ts';
import { findConcern, insertStep, keptIn, kindsOf, lockConcern } from './concerns-store.ts';
import { auditConcern, tellReaders } from './tell-concern.ts';

type UnopenedDeps = Pick<ConcernDeps, 'db' | 'now'> & { log: Log };

/**
 * Tells the operator once more of every report that nobody opened in time, whoever looks and however often; what fell due
 * while nobody looked is told by the next look.
 * @throws AggregateError of those that could not be looked at, after all others were
 */
export async function tellUnopened({ db, now, log }: UnopenedDeps): Promise<void> {
  const before = new Date(now().getTime() - UNOPENED_MINUTES * 60_000);
  const unopened = await db.concern.findMany({
    where: { reportedAt: { lte: before }, steps: { none: { kind: { in: ['opened', 'reminded'] } } } },
    select: { id: true },
  });
  const failures: unknown[] = [];
  for (const { id } of unopened) {
    await tellOne({ db, now }, id as ConcernId).catch((error: unknown) => {
      log.error({ err: error, concernId: id }, 'an unopened report could not be told again');
      failures.push(error);
    });
  }
  if (failures.length > 0) throw new AggregateError(failures, 'some unopened reports could not be told again');
}

/** Judged anew while nobody else writes of it: what was opened or told meanwhile is not told. */
const tellOne = ({ db, now }: Pick<ConcernDeps, 'db' | 'now'>, concernId: ConcernId): Promise<void> =>
  db.$transaction(async (tx) => {
    await lockConcern(tx, concernId);
    const concern = await findConcern(tx, concernId);
    if (concern === null || !mayFollow(kindsOf(concern), 'reminded')) return;
    const at = now();
    const step = { id: randomUUID(), concernId, kind: 'reminded' as const, actorId: null };
    await insertStep(tx, { ...step, happenedAt: at, recordedAt: at });
    await auditConcern(tx, { concernId, siteId: concern.siteId, action: 'concern-unopened', at, actorId: null });
    await tellReaders(tx, { ...keptIn(concern), isForOperator: true }, { concernId, what: 'unopened', at });
  });
