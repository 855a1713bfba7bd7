import type { IncidentFile } from '#contract/incident-file.ts';
import { NO_INJURY_KINDS } from '#contract/incidents.ts';
import { isUnhurt, shareOf } from '#contract/merge-details.ts';

export type Missing =
  { field: 'firstAid' | 'place' | 'cause' | 'witnesses'; child?: never } | { field: 'injury'; child: string };

/** What nobody has written yet, though whoever reads the record later will ask for it. Pure. */
export function missingIn({ kind, details, families }: IncidentFile): Missing[] {
  const { firstAid, place, cause, witnesses } = details;
  const isThere = {
    cause: cause !== '',
    place: place !== null,
    firstAid: firstAid !== '',
    witnesses: witnesses.length > 0,
  };
  const injuries = NO_INJURY_KINDS.includes(kind)
    ? []
    : families.filter(({ childId, view }) => view.injury === null && !isUnhurt(shareOf(details, childId)));
  return [
    ...(['cause', 'place', 'firstAid', 'witnesses'] as const).flatMap((field) => (isThere[field] ? [] : [{ field }])),
    ...injuries.map(({ name }) => ({ field: 'injury' as const, child: name })),
  ];
}

/** Of a serious one these are not left out by oversight: whoever publishes without them says so. */
export const isWeighty = ({ isGrave }: IncidentFile, { field }: Missing): boolean =>
  isGrave && (field === 'cause' || field === 'firstAid');
