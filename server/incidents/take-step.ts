import { requirePermission } from '../access/roles.ts';
import type { Permission } from '../contract/roles.ts';
import type { IncidentRecorded } from '../contract/incidents.ts';
import { IncidentDetails } from '../contract/incident-details.ts';
import type { TakeStep } from '../contract/incident-steps.ts';
import type { IncidentId, OrganizationId, SiteId, ClassroomId } from '../contract/ids.ts';
import { mergeDetails } from '../contract/merge-details.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import { requireBelievable } from '../platform/believable.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { requireAddable, requireCallable, requireToldWell } from './check-step.ts';
import type { IncidentDeps } from './incident-deps.ts';
import { numberOf } from './incident-number.ts';
import { refusalOf, stateAfter, unknownOf, unsignedOf, type Step, type Why } from './incident-states.ts';
import {
  findIncident,
  findStep,
  insertStep,
  lockIncident,
  stepsOf,
  subjectOf,
  type StoredIncident,
} from './incidents-store.ts';
import { detailsIn } from './step-data.ts';
import { tellStep } from './tell-step.ts';

/** Whose step it is: the room's, or that of who answers for the site. */
const WHOSE: Record<TakeStep['kind'], Permission> = {
  detailed: 'room:work',
  submitted: 'room:work',
  called: 'room:work',
  returned: 'incidents:review',
  published: 'incidents:review',
  addendum: 'incidents:review',
  closed: 'incidents:review',
  withdrawn: 'incidents:review',
};

export const CODE_OF: Record<Why, 'incident-not-now' | 'call-first' | 'signature-first'> = {
  'not-now': 'incident-not-now',
  'call-first': 'call-first',
  'signature-first': 'signature-first',
};

/**
 * Does the next thing with an incident, one at a time: whether it may follow is judged while nobody else writes of it. The
 * same id again is the same step.
 * @throws AppError 'incident-not-now', 'call-first', 'signature-first', 'call-before-incident', 'nothing-told',
 * 'names-other-child', 'bad-request', 'conflict' when the
 * id was used for something else, or 'not-found' for an incident that is unknown or elsewhere
 */
export async function takeStep(
  deps: IncidentDeps,
  asking: Asking,
  incidentId: IncidentId,
  input: TakeStep,
): Promise<IncidentRecorded> {
  const actorId = personOf(asking);
  requireMay(asking, await findIncident(deps.db, incidentId), WHOSE[input.kind]);
  return deps.db.$transaction(async (tx) => {
    await lockIncident(tx, incidentId);
    const incident = await findIncident(tx, incidentId);
    if (incident === null) throw new AppError('internal');
    const subject = await subjectOf(tx, incident);
    const steps = stepsOf(incident);
    if (await isKnown(tx, incidentId, input)) return recorded(incident, stateAfter(subject, steps));
    const next = asStep(input);
    const why = refusalOf(subject, steps, next);
    if (why !== null) throw new AppError(CODE_OF[why]);
    // What the director has before them is theirs to put right.
    if (input.kind === 'detailed' && stateAfter(subject, steps) === 'in-review')
      requireMay(asking, incident, 'incidents:review');
    const at = deps.now();
    const happenedAt = 'happenedAt' in input ? new Date(input.happenedAt) : at;
    requireBelievable(happenedAt, at);
    if (input.kind === 'called') await requireCallable(tx, incident, input);
    if (input.kind === 'addendum') await requireAddable(tx, incident, input);
    if (input.kind === 'published') await requireToldWell(tx, incident);
    const by = { actorId, deviceId: asking.kind === 'device' ? asking.deviceId : null };
    const row = { id: input.stepId, incidentId, kind: input.kind, childId: next.childId, ...by };
    await insertStep(tx, {
      ...row,
      happenedAt,
      recordedAt: at,
      data: dataOf(input, {
        ...{ standing: detailsIn(incident.steps), told: subject.toldChildIds },
        unsigned: [...unsignedOf(subject, steps), ...unknownOf(subject, steps)],
      }),
    });
    await tellStep(tx, incident, { input, subject, by, at });
    return recorded(incident, stateAfter(subject, [...steps, next]));
  });
}

type Placed = Pick<StoredIncident, 'siteId' | 'classroomId'> & { classroom: { site: { operatorId: string } } };

export const placeOf = ({ siteId, classroomId, classroom }: Placed) => ({
  siteId: siteId as SiteId,
  operatorId: classroom.site.operatorId as OrganizationId,
  classroomId: classroomId as ClassroomId,
});

/**
 * A tablet works in its own room only, however far the role of who acts on it reaches.
 * @throws AppError as `requirePermission`
 */
export function requireMay<I extends Placed>(
  asking: Asking,
  incident: I | null,
  permission: Permission,
): asserts incident is I {
  const isElsewhere = asking.kind === 'device' && asking.classroomId !== incident?.classroomId;
  requirePermission(asking, permission, incident === null || isElsewhere ? null : placeOf(incident));
}

async function isKnown(tx: Tx, incidentId: IncidentId, input: TakeStep): Promise<boolean> {
  const known = await findStep(tx, input.stepId);
  if (known === null) return false;
  if (known.incidentId !== incidentId || known.kind !== input.kind) throw new AppError('conflict');
  return true;
}

const asStep = (input: TakeStep): Step => ({
  kind: input.kind,
  childId: 'childId' in input ? input.childId : null,
  ...(input.kind === 'called' && { isReached: input.isReached }),
  isReasoned: 'reason' in input && input.reason !== undefined,
});

/** The details as they stand, whose families had not signed, and whose may read it. */
type Around = { standing: IncidentDetails; unsigned: string[]; told: readonly string[] };

/** What the step says beside what every step has. */
function dataOf(input: TakeStep, { standing, unsigned, told }: Around): object {
  switch (input.kind) {
    case 'detailed':
      return input.base ? mergedInto(standing, input.base, input.details) : input.details;
    case 'returned':
    case 'withdrawn':
      return { reason: input.reason };
    case 'closed':
      // What was written stays, also where everybody signed meanwhile.
      return { ...(input.reason !== undefined && { reason: input.reason }), ...(unsigned.length > 0 && { unsigned }) };
    case 'called':
      return { isReached: input.isReached, guardianId: input.guardianId };
    case 'addendum':
      return { text: input.text };
    case 'published':
      return { told };
    case 'submitted':
      return {};
  }
}

/** @throws AppError 'bad-request' where two lists that fit are too long together */
function mergedInto(standing: IncidentDetails, base: IncidentDetails, mine: IncidentDetails): IncidentDetails {
  const merged = IncidentDetails.safeParse(mergeDetails(base, mine, standing));
  if (!merged.success) throw new AppError('bad-request');
  return merged.data;
}

function recorded(incident: StoredIncident, state: ReturnType<typeof stateAfter>): IncidentRecorded {
  if (state === 'none') throw new AppError('internal');
  return { incidentId: incident.id as IncidentId, number: numberOf(incident), state };
}
