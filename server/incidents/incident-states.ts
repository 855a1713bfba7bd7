import type { IncidentState, IncidentStepKind } from '../contract/incidents.ts';

/** A step as far as states depend on it, in the order in which it was recorded. */
export type Step = {
  kind: IncidentStepKind;
  /** Of a call and an acknowledgement: whose child. */
  childId: string | null;
  /** Of a call: somebody of the family was reached. */
  isReached?: boolean;
};

/** Of an incident, what its steps are judged by. */
export type Subject = {
  /** The family is called before anything is sent to it. */
  isGrave: boolean;
  /** Those of its children whose families are to be told: with a guardian whose right stands at this moment. */
  toldChildIds: readonly string[];
};

export type Why = 'not-now' | 'call-first';
type Before = IncidentState | 'none';

/**
 * The one table of what may follow what, and the state that it leads to. What is not here is refused. After `published`
 * nothing that was said is changed any more (the database refuses it too). What was closed stays so, also when a family
 * gets a guardian afterwards whom nobody told.
 */
const NEXT: Record<IncidentStepKind, Partial<Record<Before, IncidentState>>> = {
  flagged: { none: 'draft' },
  withdrawn: { draft: 'withdrawn' },
  detailed: { draft: 'draft', 'in-review': 'in-review' },
  submitted: { draft: 'in-review' },
  returned: { 'in-review': 'draft' },
  called: { draft: 'draft', 'in-review': 'in-review', published: 'published', acknowledged: 'acknowledged' },
  published: { 'in-review': 'published' },
  acknowledged: { published: 'published', acknowledged: 'acknowledged', closed: 'closed' },
  addendum: { published: 'published', acknowledged: 'acknowledged', closed: 'closed' },
  reminded: { published: 'published' },
  escalated: { draft: 'draft', 'in-review': 'in-review', published: 'published', acknowledged: 'acknowledged' },
  closed: { published: 'closed', acknowledged: 'closed' },
};

/** Where an incident stands after these steps. Pure. */
export function stateAfter(subject: Subject, steps: readonly Step[]): IncidentState | 'none' {
  let state: Before = 'none';
  const taken: Step[] = [];
  for (const step of steps) {
    taken.push(step);
    state = NEXT[step.kind][state] ?? state;
    if (state === 'published' && isAcknowledgedByAll(subject, taken)) state = 'acknowledged';
  }
  return state;
}

/** Why this step may not follow those; null: it may. Pure. */
export function refusalOf(subject: Subject, steps: readonly Step[], next: Step): Why | null {
  const state = stateAfter(subject, steps);
  if (NEXT[next.kind][state] === undefined) return 'not-now';
  if (next.kind === 'closed' && state !== 'acknowledged') return 'not-now';
  if (next.kind === 'published' && isCallDue(subject, steps)) return 'call-first';
  if (next.kind === 'withdrawn' && steps.length > 1) return 'not-now';
  return null;
}

/** Of a grave one: somebody of a family that is to be told was not reached yet. Pure. */
export const isCallDue = (subject: Subject, steps: readonly Step[]): boolean =>
  subject.isGrave && !isCalledForAll(subject, steps);

const isCalledForAll = ({ toldChildIds }: Subject, steps: readonly Step[]): boolean =>
  toldChildIds.every((childId) =>
    steps.some((step) => step.kind === 'called' && step.isReached === true && step.childId === childId),
  );

/** One of each child's guardians said so; where nobody is to be told, publishing is enough. */
const isAcknowledgedByAll = ({ toldChildIds }: Subject, steps: readonly Step[]): boolean =>
  toldChildIds.every((childId) => steps.some((step) => step.kind === 'acknowledged' && step.childId === childId));
