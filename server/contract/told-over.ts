import type { ChildDetails, IncidentDetails } from './incident-details.ts';

/**
 * A short mark of what the words to one child's family are made of: kept with the words, it says afterwards whether that was
 * changed since. Pure.
 */
export function toldOver(
  { place, activity, firstAid, treated }: Pick<IncidentDetails, 'place' | 'activity' | 'firstAid' | 'treated'>,
  { injury, marks }: Pick<ChildDetails, 'injury' | 'marks'>,
): string {
  const said = JSON.stringify([place, activity, firstAid.trim(), treated, injury, [...marks].sort()]);
  let mark = 5_381;
  for (const letter of said) mark = (Math.imul(mark, 33) ^ (letter.codePointAt(0) ?? 0)) >>> 0;
  return mark.toString(36);
}

/** Whether the words to this child's family were written before something that they are made of. Of older words nobody knows. */
export const isToldStale = (details: IncidentDetails, share: ChildDetails): boolean =>
  share.told.trim() !== '' && share.toldOver !== undefined && share.toldOver !== toldOver(details, share);
