import type { OwnIncident } from '#contract/own-incidents.ts';
import { serverNow } from '../../shared/server-clock.ts';
import { useOwnIncidents } from '../../features/incidents/incidents-api.ts';

/** Of which nobody of the family has said that they know: the grave first, then the oldest. */
export function useUnknownIncidents(): readonly OwnIncident[] {
  const incidents = useOwnIncidents().data?.incidents ?? [];
  return incidents
    .filter(({ acknowledgedAt }) => acknowledgedAt === null)
    .sort((a, b) => Number(b.isGrave) - Number(a.isGrave) || a.happenedAt.localeCompare(b.happenedAt));
}

const NOTES_SHOWN_MS = 7 * 86_400_000;

/** Of which the family knows, and to which a note was added since, within a week; the newest note first. */
export function useNotedIncidents(): readonly { incident: OwnIncident; note: OwnIncident['addenda'][number] }[] {
  const incidents = useOwnIncidents().data?.incidents ?? [];
  const since = new Date(serverNow().getTime() - NOTES_SHOWN_MS).toISOString();
  return incidents
    .flatMap((incident) => {
      const note = incident.addenda.at(-1);
      const isNew = note !== undefined && note.at > since;
      return isNew && incident.acknowledgedAt !== null ? [{ incident, note }] : [];
    })
    .sort((a, b) => b.note.at.localeCompare(a.note.at));
}
