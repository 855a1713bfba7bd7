import type { OwnIncident } from '#contract/own-incidents.ts';
import { useOwnIncidents } from '../../features/incidents/incidents-api.ts';

/** Of which nobody of the family has said that they know: the grave first, then the oldest. */
export function useUnknownIncidents(): readonly OwnIncident[] {
  const incidents = useOwnIncidents().data?.incidents ?? [];
  return incidents
    .filter(({ acknowledgedAt }) => acknowledgedAt === null)
    .sort((a, b) => Number(b.isGrave) - Number(a.isGrave) || a.happenedAt.localeCompare(b.happenedAt));
}
