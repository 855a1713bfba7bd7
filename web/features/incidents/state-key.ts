import type { OpenIncident } from '#contract/incidents.ts';

type Of = Pick<OpenIncident, 'state' | 'isSigned'>;

/** How a state is called: "acknowledged" only where somebody signed, else it was reviewed and nobody had to. */
export const stateKey = ({ state, isSigned }: Of): `state_${Of['state'] | 'reviewed'}` =>
  state === 'acknowledged' && !isSigned ? 'state_reviewed' : `state_${state}`;
