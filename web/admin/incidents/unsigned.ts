import type { IncidentFamily, IncidentFile, IncidentLine } from '#contract/incident-file.ts';

type Of = Pick<IncidentFile, 'families' | 'lines'>;

/** Families that are told and have not signed. */
export const unsignedIn = ({ families }: Of): IncidentFamily[] =>
  families.filter(({ guardians, view }) => guardians.length > 0 && view.acknowledgedAt === null);

/** Families of which nobody can be told, and nobody was. */
export const unknownIn = ({ families }: Of): IncidentFamily[] =>
  families.filter(
    ({ guardians, view }) => guardians.length === 0 && view.acknowledgedAt === null && view.calledAt === null,
  );

/** Families without whose signature it was filed, and who have not signed since either. */
export const unsignedFiledIn = ({ families, lines }: Of): IncidentFamily[] =>
  families.filter(
    ({ childId, view }) => view.acknowledgedAt === null && lines.some(({ unsigned }) => unsigned.includes(childId)),
  );

/**
 * Each of them was reminded, or called in vain until the operator was told: what is published may be filed all the same, with a
 * reason. What it says of rights the server alone knows (incident-states.ts).
 */
export const wereAsked = (file: Of): boolean =>
  unsignedIn(file).every(({ childId }) => {
    const has = (kind: IncidentLine['kind']) =>
      file.lines.some((line) => line.kind === kind && line.childId === childId);
    return has('reminded') || (has('escalated') && has('called'));
  });
