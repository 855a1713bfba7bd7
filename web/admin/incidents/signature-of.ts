import type { IncidentFamily, IncidentFile, IncidentLine } from '#contract/incident-file.ts';

/** The word of a child's family: the first of it that signed. */
export const signatureOf = (
  { lines }: Pick<IncidentFile, 'lines'>,
  { childId }: Pick<IncidentFamily, 'childId'>,
): IncidentLine | undefined => lines.find((line) => line.kind === 'acknowledged' && line.childId === childId);
