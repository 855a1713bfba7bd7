import type { ConcernState, ConcernStepKind } from '../contract/concerns.ts';

/**
 * The one table of what may follow what, and the state that it leads to. What is not here is refused. What comes to light
 * after the end is added to it; nothing opens it again.
 */
const NEXT: Record<ConcernStepKind, Partial<Record<ConcernState, ConcernState>>> = {
  opened: { received: 'looked-into' },
  reminded: { received: 'received' },
  noted: { 'looked-into': 'looked-into', closed: 'closed' },
  authority: { 'looked-into': 'looked-into', closed: 'closed' },
  closed: { 'looked-into': 'closed' },
};

/** Where a report stands after these, in the order in which they were recorded. Pure. */
export const stateAfter = (steps: readonly ConcernStepKind[]): ConcernState =>
  steps.reduce<ConcernState>((state, step) => NEXT[step][state] ?? state, 'received');

/** The law wants an authority told; `isToldBefore`: whoever reported has told one. Pure. */
export const wasTold = (steps: readonly ConcernStepKind[], isToldBefore: boolean): boolean =>
  isToldBefore || steps.includes('authority');

/** Whether this may follow those; the reminder once. Pure. */
export const mayFollow = (steps: readonly ConcernStepKind[], next: ConcernStepKind): boolean =>
  NEXT[next][stateAfter(steps)] !== undefined && !(next === 'reminded' && steps.includes('reminded'));
