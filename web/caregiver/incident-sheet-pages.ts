import type { ChildDetails, IncidentDetails } from '#contract/incident-details.ts';
import type { ChildId } from '#contract/ids.ts';
import { isUnhurt, shareOf } from '#contract/merge-details.ts';
import type { ShownIncident } from '../features/incidents/use-shown-incident.ts';

const ASKED = [
  ...(['place', 'activity', 'company', 'injury', 'body', 'firstAid', 'treated'] as const),
  ...(['witnesses', 'supervisors', 'cause', 'prevention', 'told'] as const),
] as const;
/** Those that only write into the details. */
export type AskedPage = (typeof ASKED)[number];
export type IncidentPage = AskedPage | 'photos' | 'call' | 'overview';
export const isAsked = (page: IncidentPage): page is AskedPage => ASKED.some((asked) => asked === page);

/** Of a whole room there is no child to ask about: nobody to call, nothing to treat, no company. */
const OF_CHILDREN: ReadonlySet<IncidentPage> = new Set([
  ...(['call', 'company', 'injury', 'body', 'firstAid', 'treated', 'told'] as const),
]);

/** One question each, in the order in which they are asked: a grave one begins with the call. */
export function pagesOf({ isGrave, childIds }: Pick<ShownIncident, 'isGrave' | 'childIds'>): IncidentPage[] {
  const pages: IncidentPage[] = isGrave
    ? ['call', ...ASKED, 'photos', 'overview']
    : [...ASKED, 'photos', 'call', 'overview'];
  return childIds.length > 0 ? pages : pages.filter((page) => !OF_CHILDREN.has(page));
}

/** Whether anybody of this child's family was reached, as far as it is known here; null: not. */
export function reachedAt({ file, unsent }: ShownIncident, childId: string): string | null {
  const sent = file?.lines.find((line) => line.isReached === true && line.childId === childId);
  const waiting = unsent.find(({ step }) => step.kind === 'called' && step.isReached && step.childId === childId);
  return sent?.happenedAt ?? waiting?.record.happenedAt ?? null;
}

/** Whether everything that is asked there has an answer: what is asked of each child, for every child. */
export function isFilled(page: IncidentPage, details: IncidentDetails, incident: ShownIncident): boolean {
  if (page === 'overview') return false;
  if (page === 'photos') return (incident.file?.photos.length ?? 0) > 0;
  if (page === 'call') return incident.childIds.every((childId) => reachedAt(incident, childId) !== null);
  if (isOfShare(page)) return openFor(page, details, incident).length === 0;
  return isWritten(details[page]);
}

const isWritten = (answer: string | readonly string[] | null): boolean =>
  typeof answer === 'string' ? answer.trim() !== '' : answer !== null && answer.length > 0;

export type SharePage = 'injury' | 'body' | 'told';
const isOfShare = (page: IncidentPage): page is SharePage => page === 'injury' || page === 'body' || page === 'told';

/** Who is unhurt has no place on the body. */
export function isShareFilled(page: SharePage, share: ChildDetails): boolean {
  if (page === 'told') return share.told.trim() !== '';
  return isUnhurt(share) || (page === 'injury' ? share.injury !== null : share.marks.length > 0);
}

/** The children of whom this is still to be written. */
const openFor = (page: SharePage, details: IncidentDetails, { childIds }: ShownIncident): ChildId[] =>
  childIds.filter((childId) => !isShareFilled(page, shareOf(details, childId)));

/** A question without an answer; `childIds` of whom, where it is asked of each child. */
export type OpenQuestion = { page: AskedPage; childIds: readonly ChildId[] };

/** What is still to be written, in the order in which it is asked. */
export const openQuestions = (details: IncidentDetails, incident: ShownIncident): OpenQuestion[] =>
  pagesOf(incident)
    .filter(isAsked)
    .filter((page) => !isFilled(page, details, incident))
    .map((page) => ({ page, childIds: isOfShare(page) ? openFor(page, details, incident) : [] }));

/** Where the sheet opens: at the first question without an answer. */
export const firstPage = (details: IncidentDetails, incident: ShownIncident): IncidentPage =>
  incident.state === 'draft'
    ? (pagesOf(incident).find((page) => page !== 'photos' && !isFilled(page, details, incident)) ?? 'overview')
    : 'overview';
