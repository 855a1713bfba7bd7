import { randomUUID } from 'node:crypto';
import type { IncidentId } from '../contract/ids.ts';
import { appendEvents, type NewEvent } from '../events/append-event.ts';
import type { Tx } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import { clocksOf } from './clocks-store.ts';
import type { IncidentDeps } from './incident-deps.ts';
import { dueOf, toTell } from './incident-due.ts';
import { refusalOf } from './incident-states.ts';
import { findIncident, insertStep, lockIncident, stepsOf, subjectOf, type StoredIncident } from './incidents-store.ts';
import { runningIncidents } from './running-store.ts';

/**
 * Looks at every open incident once: reminds the families whose time to answer is over, and tells who answers for the site,
 * the operator among them, of every other time that is over. Each once, whoever looks and however often; what fell due
 * while nobody looked is told by the next look.
 * @throws AggregateError of the incidents that could not be looked at, after all others were
 */
export async function tellDue(deps: IncidentDeps & { log: Log }): Promise<void> {
  const failures: unknown[] = [];
  for (const { incidentId, subject, steps, clocks } of await runningIncidents(deps.db, null)) {
    if (toTell(dueOf(subject, steps, clocks, deps.now())).length === 0) continue;
    await tellOne(deps, incidentId as IncidentId).catch((error: unknown) => {
      deps.log.error({ err: error, incidentId }, 'the times of an incident could not be looked at');
      failures.push(error);
    });
  }
  if (failures.length > 0) throw new AggregateError(failures, 'the times of some incidents could not be looked at');
}

/** Judged anew while nobody else writes of it: what was done or told meanwhile is not told. */
const tellOne = ({ db, now }: IncidentDeps, incidentId: IncidentId): Promise<void> =>
  db.$transaction(async (tx) => {
    await lockIncident(tx, incidentId);
    const incident = await findIncident(tx, incidentId);
    if (incident === null) return;
    const at = now();
    const subject = await subjectOf(tx, incident);
    const steps = stepsOf(incident);
    const due = toTell(dueOf(subject, steps, await clocksOf(tx, incident.siteId), at));
    const told = due.filter((each) => refusalOf(subject, steps, each) === null);
    for (const { kind, why, childId, since } of told) {
      const row = {
        id: randomUUID(),
        incidentId,
        kind,
        childId,
        data: { why, since: since.toISOString() },
        actorId: null,
        deviceId: null,
      };
      await insertStep(tx, { ...row, happenedAt: at, recordedAt: at });
    }
    if (told.length > 0) await tell(tx, incident, told, at);
  });

/** Staff hear of each reason once, however many families it is about; each family of its own child. */
async function tell(tx: Tx, incident: StoredIncident, told: ReturnType<typeof toTell>, at: Date): Promise<void> {
  const { id: incidentId, kind, siteId, classroomId } = incident;
  const place = { at, siteId, classroomId };
  const reasons = new Map(told.map(({ kind: step, why }) => [why, step]));
  const toStaff = [...reasons].map(([why, step]): NewEvent => {
    return { type: 'incident:changed', ...place, payload: { incidentId, kind, step, why } };
  });
  const toFamilies = told
    .filter((each) => each.kind === 'reminded')
    .map(({ childId }): NewEvent => {
      return { type: 'incident:told', ...place, childId, payload: { incidentId, kind, what: 'reminder' } };
    });
  await appendEvents(tx, [...toStaff, ...toFamilies]);
}
