import type { OpenIncident } from '#contract/incidents.ts';

type Of = Pick<OpenIncident, 'state' | 'isSigned'> & Partial<Pick<OpenIncident, 'isReturned'>>;

/**
 * How a state is called: "acknowledged" only where somebody signed, else it was reviewed and nobody had to. A draft that the
 * director sent back is no draft to whoever has to mend it.
 */
export function stateKey({
  state,
  isSigned,
  isReturned = false,
}: Of): `state_${Of['state'] | 'reviewed' | 'returned'}` {
  if (state === 'draft' && isReturned) return 'state_returned';
  return state === 'acknowledged' && !isSigned ? 'state_reviewed' : `state_${state}`;
}
