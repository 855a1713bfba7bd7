import type { IncidentFamily, IncidentFile, IncidentLine } from '#contract/incident-file.ts';
import type { IncidentStepKind } from '#contract/incidents.ts';
import { isForFamilies } from './for-families.ts';

/** What a step is told as: the same of one kind are not all the same thing. */
export type LineForm =
  | Exclude<IncidentStepKind, 'called'>
  | (
      | 'reached'
      | 'missed'
      | 'reviewed'
      | 'withdrawnWhy'
      | 'escalatedWhy'
      | 'addendumFile'
      | 'closedUnsigned'
      | 'closedWhy'
    );

/** As which line of the history staff read this step, on the screen as on paper. Pure. */
export function formOf(line: IncidentLine, families: IncidentFile['families']): LineForm {
  const { kind, text, childId, isReached, why } = line;
  if (kind === 'called') return isReached === true ? 'reached' : 'missed';
  if (kind === 'addendum' && childId === null) return 'addendumFile';
  if (kind === 'published' && !isForFamilies(families)) return 'reviewed';
  if (kind === 'withdrawn' && text !== '') return 'withdrawnWhy';
  if (kind === 'escalated' && why !== undefined) return 'escalatedWhy';
  if (unsignedIn(line, families).length > 0) return 'closedUnsigned';
  return kind === 'closed' && text !== '' ? 'closedWhy' : kind;
}

/** Of a closing: those whose families had not signed. */
export const unsignedIn = ({ unsigned }: IncidentLine, families: readonly IncidentFamily[]): IncidentFamily[] =>
  families.filter(({ childId }) => unsigned.includes(childId));

/** Nobody does these. Of any other step nobody is named because nobody was known on the tablet. */
export const isByClock = ({ kind }: IncidentLine): boolean => kind === 'reminded' || kind === 'escalated';
