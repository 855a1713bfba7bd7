import type { z } from 'zod';
import type { IncidentFile } from '#contract/incident-file.ts';
import { type IncidentId, IncidentStepId } from '#contract/ids.ts';
import type { TakeStep } from '#contract/incident-steps.ts';
import type { IncidentRecorded } from '#contract/incidents.ts';
import { takeStep } from '../../features/incidents/incidents-api.ts';
import { useChoiceIds } from '../../shared/choice-ids.ts';

type Step = z.input<typeof TakeStep>;
type WithoutId<S> = S extends unknown ? Omit<S, 'stepId'> : never;
export type Taken = WithoutId<Step>;

/**
 * Does the next thing with an incident. The same again, because no answer came, is the same step.
 * @param choice what the step stands for, where it also says when it is sent
 */
export type Take = (taken: Taken, choice?: unknown) => Promise<IncidentRecorded>;

/** What every deed with an incident is given. */
export type ActionsProps = { file: IncidentFile; timeZone: string; take: Take };
export type ModalProps = ActionsProps & { onClose: () => void };

/** For as long as this incident is shown: a dialog that is closed and opened again makes no second step of the same. */
export function useTake(incidentId: IncidentId): Take {
  const ids = useChoiceIds();
  return async (taken, choice = taken) => {
    const step = { ...taken, stepId: IncidentStepId.parse(ids.of(choice)) } as Step;
    const recorded = await takeStep(incidentId, step);
    ids.forget();
    return recorded;
  };
}
