import type { z } from 'zod';
import { ChildDetails, IncidentDetails } from '#contract/incident-details.ts';
import type { IncidentFile } from '#contract/incident-file.ts';
import { isUnhurt, shareOf } from '#contract/merge-details.ts';
import { toldOver } from '#contract/told-over.ts';

type Saved = z.input<typeof IncidentDetails>;
/** What antd leaves of a choice that was taken away. */
type Fields<T> = { [K in keyof T]: T[K] | (null extends T[K] ? undefined : never) };
type Share = IncidentDetails['children'][number];
/** Chosen among the injuries: that there is none. */
export const UNHURT = 'unhurt';
type ShareFields = Pick<Share, 'marks' | 'told'> & { injury: Share['injury'] | typeof UNHURT };
export type DetailsFields = Fields<Omit<IncidentDetails, 'children'>> & { children: Fields<ShareFields>[] };

/** Each child in the order of the file, also one of whom nothing was written yet. */
export function fieldsOf({ details: { children, ...rest }, families }: IncidentFile): DetailsFields {
  return {
    ...rest,
    children: families.map(({ childId }) => {
      const share = children.find((each) => each.childId === childId);
      const injury = share && isUnhurt(share) ? UNHURT : (share?.injury ?? null);
      return { injury, marks: share?.marks ?? [], told: share?.told ?? '' };
    }),
  };
}

/** The whole of it, as it is saved: words that were not touched here stay as old as they were in `file`. */
export function detailsOf(
  { children, ...rest }: DetailsFields,
  { families, details: before }: Pick<IncidentFile, 'families' | 'details'>,
): Saved {
  const whole = {
    ...rest,
    place: rest.place ?? null,
    activity: rest.activity ?? null,
    company: rest.company ?? null,
    treated: rest.treated ?? null,
  };
  const shares = families.map(({ childId }, nth) => {
    const { injury = null, marks = [], told = '' } = children[nth] ?? {};
    const hurt = injury === UNHURT ? { injury: null, isUnhurt: true } : { injury };
    const share = { childId, ...hurt, marks, told };
    if (told.trim() === '') return share;
    const was = shareOf(before, childId);
    const isSame = was.told.trim() === told.trim();
    const fresh = toldOver(IncidentDetails.parse(whole), ChildDetails.parse(share));
    return { ...share, toldOver: isSame ? (was.toldOver ?? toldOver(before, was)) : fresh };
  });
  return { ...whole, children: shares };
}
