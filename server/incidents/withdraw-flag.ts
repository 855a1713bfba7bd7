import { FLAG_UNDO_SECONDS, type IncidentRecorded, type WithdrawFlag } from '../contract/incidents.ts';
import type { ClassroomId } from '../contract/ids.ts';
import type { Asking } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { roomToFlagIn } from './flag-incident.ts';
import type { IncidentDeps } from './incident-deps.ts';
import { numberOf } from './incident-number.ts';
import { refusalOf } from './incident-states.ts';
import { findIncident, findStep, insertStep, lockIncident, stepsOf, subjectOf } from './incidents-store.ts';
import { tellStaff } from './tell-step.ts';

/**
 * Takes a flag back that was a slip: it stays in the register as withdrawn. The window counts from its recording, by the
 * server's clock. Withdrawn already is as good as done.
 * @throws AppError 'too-late-to-undo', 'conflict' when the step's id was used for something else, or 'not-found' for one that is unknown or of a room elsewhere
 */
export async function withdrawFlag(
  deps: IncidentDeps,
  asking: Asking,
  { stepId, incidentId }: WithdrawFlag,
): Promise<IncidentRecorded> {
  const found = await findIncident(deps.db, incidentId);
  await roomToFlagIn(deps.db, asking, (found?.classroomId ?? null) as ClassroomId | null);
  if (found === null) throw new AppError('not-found');
  const actorId = asking.kind === 'user' ? asking.userId : asking.actorId;
  const by = { actorId, deviceId: asking.kind === 'device' ? asking.deviceId : null };
  await deps.db.$transaction(async (tx) => {
    await lockIncident(tx, incidentId);
    const known = await findStep(tx, stepId);
    if (known !== null && (known.incidentId !== incidentId || known.kind !== 'withdrawn'))
      throw new AppError('conflict');
    const incident = await findIncident(tx, incidentId);
    if (incident === null) throw new AppError('internal');
    const steps = stepsOf(incident);
    if (steps.some(({ kind }) => kind === 'withdrawn')) return;
    const at = deps.now();
    const subject = await subjectOf(tx, incident);
    const isTooLate = at.getTime() - incident.recordedAt.getTime() > FLAG_UNDO_SECONDS * 1_000;
    if (isTooLate || refusalOf(subject, steps, { kind: 'withdrawn', childId: null }) !== null)
      throw new AppError('too-late-to-undo');
    await insertStep(tx, { id: stepId, incidentId, kind: 'withdrawn', happenedAt: at, recordedAt: at, ...by });
    await tellStaff(tx, incident, { kind: 'withdrawn', childId: null, by, at, isUndo: true });
  });
  return { incidentId, number: numberOf(found), state: 'withdrawn' };
}
