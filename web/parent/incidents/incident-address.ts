import type { OwnIncident } from '#contract/own-incidents.ts';

/** Where one child's share of an incident is read and signed. */
export const incidentAddress = ({ incidentId, childId }: Pick<OwnIncident, 'incidentId' | 'childId'>): string =>
  `/p/incidents/${incidentId}?${new URLSearchParams({ child: childId }).toString()}`;
