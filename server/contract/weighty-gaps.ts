import type { IncidentDetails } from './incident-details.ts';

export type Gap = 'cause' | 'firstAid';
type Said = Pick<IncidentDetails, Gap>;

/** How it came about and what was done, where nobody has written it. Of a whole room there is nobody to treat. Pure. */
export const gapsIn = (childIds: readonly string[], { cause, firstAid }: Said): Gap[] => [
  ...(cause.trim() === '' ? ['cause' as const] : []),
  ...(childIds.length > 0 && firstAid.trim() === '' ? ['firstAid' as const] : []),
];

/** Of a grave one these are not left out by oversight: whoever hands it in or publishes it without them says so. Pure. */
export const weightyGaps = (of: { isGrave: boolean; childIds: readonly string[] }, said: Said): Gap[] =>
  of.isGrave ? gapsIn(of.childIds, said) : [];
