import { ChildDetails, type IncidentDetails } from './incident-details.ts';

/** What can be changed by itself; of the children's own shares, each field of each child. */
type Whole = Omit<IncidentDetails, 'children'>;

/** A space at its end is no word. */
const isSame = (a: unknown, b: unknown): boolean =>
  typeof a === 'string' && typeof b === 'string' ? a.trim() === b.trim() : JSON.stringify(a) === JSON.stringify(b);

/** What was taken out and put in goes on what is there now: two who each add a witness are both heard. */
const mergeList = (base: readonly unknown[], mine: readonly unknown[], theirs: readonly unknown[]): unknown[] => [
  ...theirs.filter((each) => mine.includes(each) || !base.includes(each)),
  ...mine.filter((each) => !base.includes(each) && !theirs.includes(each)),
];

function mergeField(base: unknown, mine: unknown, theirs: unknown): unknown {
  if (Array.isArray(base) && Array.isArray(mine) && Array.isArray(theirs)) return mergeList(base, mine, theirs);
  return isSame(base, mine) ? theirs : mine;
}

function mergeFields<T extends object>(base: T, mine: T, theirs: T): T {
  const keys = Object.keys({ ...theirs, ...mine }) as (keyof T)[];
  return Object.fromEntries(keys.map((key) => [key, mergeField(base[key], mine[key], theirs[key])])) as T;
}

export const shareOf = ({ children }: IncidentDetails, childId: ChildDetails['childId']): ChildDetails =>
  children.find((child) => child.childId === childId) ?? ChildDetails.parse({ childId });

/** That nothing is hurt was written, and no injury by somebody else since. */
export const isUnhurt = ({ injury, isUnhurt: isSaid = false }: ChildDetails): boolean => injury === null && isSaid;

/**
 * Two who write of one incident at a time: what `mine` changed of `base` on top of `theirs`, field by field, so that nobody
 * overwrites what they did not touch. Where both changed the same, it is mine. Pure.
 */
export function mergeDetails(base: IncidentDetails, mine: IncidentDetails, theirs: IncidentDetails): IncidentDetails {
  const [ofBase, ofMine, ofTheirs] = [base, mine, theirs].map(wholeOf) as [Whole, Whole, Whole];
  const childIds = new Set([...theirs.children, ...mine.children].map(({ childId }) => childId));
  const children = [...childIds].map((childId) =>
    withoutContradiction(mergeFields(shareOf(base, childId), shareOf(mine, childId), shareOf(theirs, childId))),
  );
  return { ...mergeFields(ofBase, ofMine, ofTheirs), children };
}

/** Of two who wrote at a time, one an injury and one that there is none, the injury stays. */
const withoutContradiction = (share: ChildDetails): ChildDetails =>
  share.injury === null ? share : { ...share, isUnhurt: undefined };

const wholeOf = ({ children: _, ...whole }: IncidentDetails): Whole => whole;

export type DetailsField = keyof Whole | 'injury' | 'marks' | 'told';

/** That nothing is hurt is an answer to the question about the injury. */
const answerOf = (share: ChildDetails, key: 'injury' | 'marks' | 'told'): unknown =>
  key === 'injury' && isUnhurt(share) ? 'unhurt' : share[key];

/** What reads differently in the two, a child's share by its fields. Pure. */
export function fieldsChanged(before: IncidentDetails, after: IncidentDetails): DetailsField[] {
  const keys = (Object.keys(wholeOf(after)) as (keyof Whole)[]).filter((key) => !isSame(before[key], after[key]));
  const childIds = new Set([...before.children, ...after.children].map(({ childId }) => childId));
  const ofChildren = (['injury', 'marks', 'told'] as const).filter((key) =>
    [...childIds].some(
      (childId) => !isSame(answerOf(shareOf(before, childId), key), answerOf(shareOf(after, childId), key)),
    ),
  );
  return [...keys, ...ofChildren];
}
