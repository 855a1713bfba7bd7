import type { ChildId, IncidentId } from '#contract/ids.ts';

/** Where a guardian reads one child's share of an incident and signs it. */
export const incidentAddress = ({ incidentId, childId }: { incidentId: IncidentId; childId: ChildId }): string =>
  `/p/incidents/${incidentId}?${new URLSearchParams({ child: childId }).toString()}`;
