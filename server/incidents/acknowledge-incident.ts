import type { z } from 'zod';
import type { AcknowledgeIncident, Signature } from '../contract/incident-steps.ts';
import type { OwnIncidents } from '../contract/own-incidents.ts';
import type { IncidentId, UserId } from '../contract/ids.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import type { IncidentDeps } from './incident-deps.ts';
import { refusalOf } from './incident-states.ts';
import { findIncident, findStep, insertStep, lockIncident, stepsOf, subjectOf } from './incidents-store.ts';
import { isOut, readOwnIncidents } from './own-incidents.ts';
import { isSameName } from './same-name.ts';
import { CODE_OF } from './take-step.ts';
import { tellFamily, tellStaff } from './tell-step.ts';
import { isStandingGuardian } from './told-store.ts';

/**
 * A guardian says that they know, with their signature; every guardian of a child may, and each once. The rest of the family
 * hears that it was said.
 * @throws AppError 'not-found' for an incident that is unknown, not published or not of one's own child, 'name-not-yours' for a
 * typed name that is not their account's, 'conflict' when the id was used for something else
 */
export async function acknowledgeIncident(
  deps: IncidentDeps,
  asking: AskingUser,
  incidentId: IncidentId,
  { stepId, childId, signature }: AcknowledgeIncident,
): Promise<z.input<typeof OwnIncidents>> {
  await deps.db.$transaction(async (tx) => {
    await lockIncident(tx, incidentId);
    const incident = await findIncident(tx, incidentId);
    const steps = incident === null ? [] : stepsOf(incident);
    const isOwn =
      incident !== null &&
      incident.children.some((child) => child.childId === childId) &&
      isOut(incident, childId) &&
      (await isStandingGuardian(tx, asking.userId, childId));
    if (!isOwn) throw new AppError('not-found');
    const known = await findStep(tx, stepId);
    if (known !== null) {
      if (known.incidentId !== incidentId || !isWordOf(known, childId, asking.userId)) throw new AppError('conflict');
      return;
    }
    if (incident.steps.some((step) => isWordOf(step, childId, asking.userId))) return;
    const why = refusalOf(await subjectOf(tx, incident), steps, { kind: 'acknowledged', childId });
    if (why !== null) throw new AppError(CODE_OF[why]);
    await requireOwnName(tx, asking.userId, signature);
    const at = deps.now();
    const by = { actorId: asking.userId, deviceId: null };
    const row = { id: stepId, incidentId, kind: 'acknowledged' as const, childId, ...by, data: { signature } };
    await insertStep(tx, { ...row, happenedAt: at, recordedAt: at });
    await tellStaff(tx, incident, { kind: 'acknowledged', childId, by, at });
    await tellFamily(tx, incident, { what: 'acknowledged', childId, at });
  });
  return readOwnIncidents(deps, asking);
}

/** A typed name stands for a hand only where it is the one that the account is known by. */
async function requireOwnName(tx: Tx, userId: UserId, signature: Signature): Promise<void> {
  if (signature.kind !== 'typed') return;
  const { name } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { name: true } });
  if (!isSameName(signature.name, name)) throw new AppError('name-not-yours');
}

/** Said on another device, perhaps with another id. */
const isWordOf = (
  step: { kind: string; childId: string | null; actorId: string | null },
  childId: string,
  by: string,
) => step.kind === 'acknowledged' && step.childId === childId && step.actorId === by;
