import { shareOf } from '#contract/merge-details.ts';
import { othersNamed } from '#contract/names-in-text.ts';
import { isToldStale } from '#contract/told-over.ts';
import { callName } from '../shared/call-name.ts';
import type { Language } from '../shared/words/language.ts';
import { listOf } from '../shared/words/list-of.ts';
import type { IncidentPageProps, NamedChild } from './incident-sheet-props.ts';

type Given = Pick<IncidentPageProps, 'room' | 'incident' | 'details'>;

/** Everybody who might be named by mistake, once each. */
export const childrenAround = ({ room, incident }: Pick<Given, 'room' | 'incident'>): NamedChild[] => [
  ...new Map(
    [...(incident.file?.families ?? []), ...room.children].map((child) => [child.childId, child] as const),
  ).values(),
];

/** Which other children the text for this child's family names, as they are called; empty: none. */
export function namedTo(child: NamedChild, given: Given, language: Language): string {
  const around = childrenAround(given);
  const found = new Set(othersNamed(shareOf(given.details, child.childId).told, child.childId, around));
  return listOf(around.filter(({ childId }) => found.has(childId)).map(callName), language);
}

/** Of whom something was changed that the words to the family are made of, since they were written. */
export const staleTold = ({ children, details }: Pick<IncidentPageProps, 'children' | 'details'>): NamedChild[] =>
  children.filter(({ childId }) => isToldStale(details, shareOf(details, childId)));
