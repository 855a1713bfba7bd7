import type { z } from 'zod';
import { FlagIncident, type IncidentKind, WithdrawFlag } from '#contract/incidents.ts';
import { TakeStep } from '#contract/incident-steps.ts';
import { type IncidentId, IncidentStepId, type UserId } from '#contract/ids.ts';
import type { OutboxRecord } from '../../shared/outbox/outbox-record.ts';
import { randomId } from '../../shared/random-id.ts';
import { recordTime } from '../../shared/server-clock.ts';
import { sayIn } from '../../shared/words/book.ts';
import type { Language } from '../../shared/words/language.ts';
import { incidentOrder } from './flag-records.ts';
import { INCIDENTS_PATH, stepsPath } from './incidents-api.ts';
import { incidentWords } from './words.ts';

type Asked = z.input<typeof TakeStep>;
/** Of each kind by itself: `Omit` alone would leave what all have in common. */
type WithoutId<S> = S extends Asked ? Omit<S, 'stepId'> : never;
export type NewStep = WithoutId<Extract<Asked, { kind: 'detailed' | 'submitted' | 'called' }>>;
type Of = { incidentId: IncidentId; kind: IncidentKind };

export function stepRecord({ incidentId, kind }: Of, step: NewStep, actorId: UserId): OutboxRecord {
  const stepId = IncidentStepId.parse(randomId());
  const word = `record_${step.kind}` as const;
  const said = (language: Language) =>
    sayIn(language, incidentWords, word, { kind: sayIn(language, incidentWords, `kind_${kind}`) });
  return {
    ...{ id: stepId, path: stepsPath(incidentId), body: { stepId, ...step }, actorId, happenedAt: recordTime() },
    orderKeys: [incidentOrder(incidentId)],
    words: { zh: said('zh'), en: said('en') },
  };
}

/** What an unsent record does with this incident; null: nothing. */
export const stepIn = ({ path, body }: OutboxRecord, incidentId: IncidentId): TakeStep | null =>
  path === stepsPath(incidentId) ? (TakeStep.safeParse(body).data ?? null) : null;

/** What was flagged here and the server has not been told of, the earliest first; without what was taken back since. */
export function flagsIn(unsent: readonly OutboxRecord[]): FlagIncident[] {
  const withdrawn = withdrawnIn(unsent);
  return unsent
    .filter(({ path }) => path === INCIDENTS_PATH)
    .flatMap(({ body }) => FlagIncident.safeParse(body).data ?? [])
    .filter(({ incidentId }) => !withdrawn.has(incidentId));
}

/** What was taken back here and the server has not been told of. */
export const withdrawnIn = (unsent: readonly OutboxRecord[]): ReadonlySet<string> =>
  new Set(
    unsent
      .filter(({ path }) => path === `${INCIDENTS_PATH}/withdrawals`)
      .flatMap(({ body }) => WithdrawFlag.safeParse(body).data?.incidentId ?? []),
  );
