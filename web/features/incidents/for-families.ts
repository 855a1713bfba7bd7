import type { IncidentFile } from '#contract/incident-file.ts';

/** Whether any family is to be told; else publishing it is the end of its review, and nobody signs. */
export const isForFamilies = (families: IncidentFile['families']): boolean =>
  families.some(({ guardians }) => guardians.length > 0);
