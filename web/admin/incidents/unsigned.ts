import type { IncidentFamily, IncidentFile } from '#contract/incident-file.ts';

type Of = Pick<IncidentFile, 'families' | 'lines'>;

/** Families that are told and have not signed. */
export const unsignedIn = ({ families }: Of): IncidentFamily[] =>
  families.filter(({ answer }) => answer === 'awaited' || answer === 'asked');

/** Families of which nobody can be told, and nobody was. */
export const unknownIn = ({ families }: Of): IncidentFamily[] => families.filter(({ answer }) => answer === 'unknown');

/** None is waited for: what is published may be filed all the same, with a reason. */
export const isFileable = ({ families }: Of): boolean => families.every(({ answer }) => answer !== 'awaited');

/** Families without whose signature it was filed, and who have not signed since either. */
export const unsignedFiledIn = ({ families, lines }: Of): IncidentFamily[] =>
  families.filter(
    ({ childId, view }) => view.acknowledgedAt === null && lines.some(({ unsigned }) => unsigned.includes(childId)),
  );
