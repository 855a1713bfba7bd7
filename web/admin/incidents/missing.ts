import type { IncidentFile } from '#contract/incident-file.ts';
import { NO_INJURY_KINDS } from '#contract/incidents.ts';
import { isUnhurt, shareOf } from '#contract/merge-details.ts';
import { type Gap, gapsIn, weightyGaps } from '#contract/weighty-gaps.ts';

export type Missing = { field: Gap | 'place' | 'witnesses'; child?: never } | { field: 'injury'; child: string };

const childIdsOf = ({ families }: IncidentFile) => families.map(({ childId }) => childId);

/** What nobody has written yet, though whoever reads the record later will ask for it. Pure. */
export function missingIn(file: IncidentFile): Missing[] {
  const { kind, details, families } = file;
  const gaps = gapsIn(childIdsOf(file), details);
  const isMissing = {
    cause: gaps.includes('cause'),
    place: details.place === null,
    firstAid: gaps.includes('firstAid'),
    witnesses: details.witnesses.length === 0,
  };
  const injuries = NO_INJURY_KINDS.includes(kind)
    ? []
    : families.filter(({ childId, view }) => view.injury === null && !isUnhurt(shareOf(details, childId)));
  return [
    ...(['cause', 'place', 'firstAid', 'witnesses'] as const).flatMap((field) => (isMissing[field] ? [{ field }] : [])),
    ...injuries.map(({ name }) => ({ field: 'injury' as const, child: name })),
  ];
}

/** What whoever publishes it says that it is published without. Pure. */
export const weightyIn = (file: IncidentFile): Missing[] =>
  weightyGaps({ isGrave: file.isGrave, childIds: childIdsOf(file) }, file.details).map((field) => ({ field }));
