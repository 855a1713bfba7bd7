import type { FamilyAnswer } from '../contract/incident-file.ts';
import type { IncidentState, IncidentStepKind } from '../contract/incidents.ts';

/** A step as far as states depend on it, in the order in which it was recorded. */
export type Step = {
  kind: IncidentStepKind;
  /** Of a call and an acknowledgement: whose child. */
  childId: string | null;
  /** Of a call: somebody of the family was reached. */
  isReached?: boolean;
  /** Of a publication: whose families could read it then. */
  toldChildIds?: readonly string[];
  /** Of an end: whoever takes the step says in writing why. */
  isReasoned?: boolean;
  /** When; of a step that is only asked for, none yet. */
  at?: Date;
};

/** Of an incident, what its steps are judged by. */
export type Subject = {
  /** The family is called before anything is sent to it. */
  isGrave: boolean;
  /** Those of its children whose families are to be told: with a guardian whose right stands at this moment. */
  toldChildIds: readonly string[];
  /** Those whose families have nobody who could be told. */
  untoldChildIds?: readonly string[];
  /** Of each of them that are to be told: since when somebody of its family has had that right without a break. */
  toldSince?: ReadonlyMap<string, Date>;
};

export type Why = 'not-now' | 'call-first' | 'signature-first';
type Before = IncidentState | 'none';

/** Where a step leads; `whyNot` is asked of the next one alone, never of what was done. */
type Way =
  IncidentState | { to: IncidentState; whyNot: (of: Subject, steps: readonly Step[], next: Step) => Why | null };

/**
 * The one table of what may follow what, the state that it leads to, and what else must hold. What is not here is refused.
 * After `published` nothing that was said is changed any more (the database refuses it too). What was closed stays so, also
 * when a family gets a guardian afterwards whom nobody told.
 */
const NEXT: Record<IncidentStepKind, Partial<Record<Before, Way>>> = {
  flagged: { none: 'draft' },
  withdrawn: {
    draft: { to: 'withdrawn', whyNot: slipOrReason },
    'in-review': { to: 'withdrawn', whyNot: slipOrReason },
  },
  detailed: { draft: 'draft', 'in-review': 'in-review' },
  submitted: { draft: 'in-review' },
  returned: { 'in-review': 'draft' },
  called: { draft: 'draft', 'in-review': 'in-review', published: 'published', acknowledged: 'acknowledged' },
  published: { 'in-review': { to: 'published', whyNot: callFirst } },
  acknowledged: { published: 'published', acknowledged: 'acknowledged', closed: 'closed' },
  addendum: { published: 'published', acknowledged: 'acknowledged', closed: 'closed' },
  reminded: { published: 'published' },
  escalated: { draft: 'draft', 'in-review': 'in-review', published: 'published', acknowledged: 'acknowledged' },
  closed: {
    published: { to: 'closed', whyNot: signatureFirst },
    acknowledged: { to: 'closed', whyNot: reasonWhereNobodyKnows },
  },
};

/** Where an incident stands after these steps. Pure. */
export function stateAfter(subject: Subject, steps: readonly Step[]): IncidentState | 'none' {
  let state: Before = 'none';
  const taken: Step[] = [];
  for (const step of steps) {
    taken.push(step);
    const way: Way | undefined = NEXT[step.kind][state];
    state = (typeof way === 'object' ? way.to : way) ?? state;
    if (state === 'published' && unsignedOf(subject, taken).length === 0) state = 'acknowledged';
  }
  return state;
}

/** Why this step may not follow those; null: it may. Pure. */
export function refusalOf(subject: Subject, steps: readonly Step[], next: Step): Why | null {
  const way = NEXT[next.kind][stateAfter(subject, steps)];
  if (way === undefined) return 'not-now';
  return typeof way === 'object' ? way.whyNot(subject, steps, next) : null;
}

/** A flag of which nothing was written yet may be a slip; anything more is taken back with a reason. */
function slipOrReason(_: Subject, steps: readonly Step[], { isReasoned = false }: Step): Why | null {
  return isReasoned || steps.length === 1 ? null : 'not-now';
}

function callFirst(subject: Subject, steps: readonly Step[]): Why | null {
  return isCallDue(subject, steps) ? 'call-first' : null;
}

/** Without a family's signature it is closed only with why, and after that family was asked. */
function signatureFirst(subject: Subject, steps: readonly Step[], { isReasoned = false }: Step): Why | null {
  const isAwaited = subject.toldChildIds.some((childId) => answerOf(subject, steps, childId) === 'awaited');
  return isReasoned && !isAwaited ? null : 'signature-first';
}

/** Nobody is waited for where nobody can be told; that nobody was is said, with why. */
function reasonWhereNobodyKnows(subject: Subject, steps: readonly Step[], { isReasoned = false }: Step): Why | null {
  return isReasoned || unknownOf(subject, steps).length === 0 ? null : 'signature-first';
}

/** How the family of one of its children stands to it. Pure. */
export function answerOf(subject: Subject, steps: readonly Step[], childId: string): FamilyAnswer {
  if (isOf(steps, 'acknowledged', childId)) return 'signed';
  if (subject.toldChildIds.includes(childId)) return wasAsked(subject, steps, childId) ? 'asked' : 'awaited';
  // Who could read it and did not sign is not done with because nobody of them may any more: a call answers for nobody then.
  return isCalled(steps, childId) && !couldRead(steps, childId) ? 'called' : 'unknown';
}

const couldRead = (steps: readonly Step[], childId: string): boolean =>
  steps.some(({ kind, toldChildIds }) => kind === 'published' && toldChildIds?.includes(childId) === true);

/**
 * It was reminded since somebody of it has the right that stands; or, of a grave one that it may not read before a call, was
 * called in vain until the operator was told.
 */
function wasAsked({ isGrave, toldSince }: Subject, steps: readonly Step[], childId: string): boolean {
  const since = toldSince?.get(childId);
  const isSince = ({ at }: Step) => since === undefined || at === undefined || at >= since;
  const has = (kind: IncidentStepKind) => isOf(steps.filter(isSince), kind, childId);
  return has('reminded') || (isGrave && !isCalled(steps, childId) && has('called') && has('escalated'));
}

/** Of a grave one: somebody of a family that is to be told was not reached yet. Pure. */
export const isCallDue = ({ isGrave, toldChildIds }: Subject, steps: readonly Step[]): boolean =>
  isGrave && !toldChildIds.every((childId) => isCalled(steps, childId));

/** Somebody of this child's family was reached by phone. */
export const isCalled = (steps: readonly Step[], childId: string): boolean =>
  steps.some((step) => step.kind === 'called' && step.isReached === true && step.childId === childId);

/** Whose families did not sign: one of a child's guardians is enough, and nobody is waited for where nobody is to be told. */
export const unsignedOf = ({ toldChildIds }: Subject, steps: readonly Step[]): string[] =>
  toldChildIds.filter((childId) => !isOf(steps, 'acknowledged', childId));

/** Whose families nobody can be told of any more: none signed, and none was reached by phone where nobody could ever read it. */
export const unknownOf = (subject: Subject, steps: readonly Step[]): string[] =>
  (subject.untoldChildIds ?? []).filter((childId) => answerOf(subject, steps, childId) === 'unknown');

const isOf = (steps: readonly Step[], kind: IncidentStepKind, childId: string): boolean =>
  steps.some((step) => step.kind === kind && step.childId === childId);
