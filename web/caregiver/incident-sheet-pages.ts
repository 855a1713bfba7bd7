import type { ChildDetails, IncidentDetails } from '#contract/incident-details.ts';
import type { ChildId } from '#contract/ids.ts';
import { shareOf } from '#contract/merge-details.ts';
import type { ShownIncident } from '../features/incidents/use-shown-incident.ts';

const ASKED = [
  ...(['place', 'activity', 'company', 'injury', 'body', 'firstAid', 'treated'] as const),
  ...(['witnesses', 'supervisors', 'cause', 'prevention', 'told'] as const),
] as const;
/** Those that only write into the details. */
export type AskedPage = (typeof ASKED)[number];
export type IncidentPage = AskedPage | 'photos' | 'call' | 'overview';
export const isAsked = (page: IncidentPage): page is AskedPage => ASKED.some((asked) => asked === page);

const OF_CHILDREN: ReadonlySet<IncidentPage> = new Set(['call', 'injury', 'body', 'told']);

/** One question each, in the order in which they are asked: a grave one begins with the call. Of a room's there is no child to ask about. */
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

/** Whether something is written there: every family reads something, while who bit another may be unhurt. */
export function isFilled(page: IncidentPage, details: IncidentDetails, incident: ShownIncident): boolean {
  const ofAll = (isOf: (childId: ChildId) => boolean) => incident.childIds.every(isOf);
  if (page === 'overview') return false;
  if (page === 'call') return ofAll((childId) => reachedAt(incident, childId) !== null);
  if (page === 'photos') return (incident.file?.photos.length ?? 0) > 0;
  if (page === 'told') return ofAll((childId) => isShareFilled(page, shareOf(details, childId)));
  if (page === 'injury' || page === 'body')
    return incident.childIds.some((childId) => isShareFilled(page, shareOf(details, childId)));
  return isWritten(details[page]);
}

const isWritten = (answer: string | readonly string[] | null): boolean =>
  typeof answer === 'string' ? answer.trim() !== '' : answer !== null && answer.length > 0;

export type SharePage = 'injury' | 'body' | 'told';

export function isShareFilled(page: SharePage, { injury, marks, told }: ChildDetails): boolean {
  if (page === 'injury') return injury !== null;
  return page === 'body' ? marks.length > 0 : told.trim() !== '';
}

/** Where the sheet opens: at the first question without an answer. */
export const firstPage = (details: IncidentDetails, incident: ShownIncident): IncidentPage =>
  incident.state === 'draft'
    ? (pagesOf(incident).find((page) => page !== 'photos' && !isFilled(page, details, incident)) ?? 'overview')
    : 'overview';
