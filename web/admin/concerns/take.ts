import type { z } from 'zod';
import type { ConcernFile, ConcernStepTaken, TakeConcernStep } from '#contract/concerns.ts';
import { type ConcernId, ConcernStepId } from '#contract/ids.ts';
import { takeStep } from '../../features/concerns/concerns-api.ts';
import { useChoiceIds } from '../../shared/choice-ids.ts';

type Step = z.input<typeof TakeConcernStep>;
type WithoutId<S> = S extends unknown ? Omit<S, 'stepId'> : never;
export type Taken = z.infer<typeof ConcernStepTaken>;

/** Adds to a report. The same again, because no answer came, is the same step. */
export type Take = (step: WithoutId<Step>) => Promise<Taken>;
export type StepModalProps = { file: ConcernFile; take: Take; onClose: () => void };

/** The law wants an authority told, by whoever reported it or by who looks into it. */
export const isAuthorityTold = ({ toldAuthority, lines }: ConcernFile): boolean =>
  toldAuthority || lines.some(({ kind }) => kind === 'authority');

/** For as long as this report is shown. */
export function useTake(concernId: ConcernId): Take {
  const ids = useChoiceIds();
  return async (taken) => {
    const step = { ...taken, stepId: ConcernStepId.parse(ids.of(taken)) } as Step;
    const done = await takeStep(concernId, step);
    ids.forget();
    return done;
  };
}
