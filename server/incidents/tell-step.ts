import { recordAudits } from '../audit/audit-store.ts';
import type { AuditAction } from '../contract/audit-actions.ts';
import type { IncidentStepKind } from '../contract/incidents.ts';
import type { TakeStep } from '../contract/incident-steps.ts';
import type { SiteId } from '../contract/ids.ts';
import { appendEvent } from '../events/append-event.ts';
import type { Tx } from '../platform/database.ts';
import type { Subject } from './incident-states.ts';
import type { StoredIncident } from './incidents-store.ts';
import { isOut } from './own-incidents.ts';

const ACTION: Record<Exclude<IncidentStepKind, 'flagged' | 'reminded' | 'escalated'>, AuditAction> = {
  withdrawn: 'incident-withdrawn',
  detailed: 'incident-detailed',
  submitted: 'incident-submitted',
  returned: 'incident-returned',
  called: 'incident-called',
  published: 'incident-published',
  acknowledged: 'incident-acknowledged',
  addendum: 'incident-addendum',
  closed: 'incident-closed',
};

type By = { actorId: string | null; deviceId: string | null };
type Taken = {
  kind: keyof typeof ACTION;
  childId: string | null;
  by: By;
  at: Date;
  /** A flag that was a slip, undone where it was made, and nothing that the director took back. */
  isUndo?: boolean;
};

/** The register's audit, and the word to whoever shows incidents. */
export async function tellStaff(
  tx: Tx,
  incident: StoredIncident,
  { kind, childId, by, at, isUndo = false }: Taken,
): Promise<void> {
  const { id: incidentId, classroomId } = incident;
  const siteId = incident.siteId as SiteId;
  await appendEvent(tx, {
    type: 'incident:changed',
    ...{ at, siteId, classroomId, payload: { incidentId, kind: incident.kind, step: kind, ...(isUndo && { isUndo }) } },
  });
  const all = incident.children.map((child) => child.childId);
  const of = childId !== null ? [childId] : all.length === 0 ? [null] : all;
  const details = { incidentId, kind: incident.kind, classroomId };
  await recordAudits(
    tx,
    of.map((each) => ({
      action: isUndo ? 'incident-flag-undone' : ACTION[kind],
      at,
      siteId,
      childId: each,
      ...by,
      details,
    })),
  );
}

/**
 * Staff hear of every step; a family of what was published for its own child, and of
 * every word added to what it can read: of a grave one a family that nobody reached yet hears by phone first.
 */
export async function tellStep(
  tx: Tx,
  incident: StoredIncident,
  { input, subject, by, at }: { input: TakeStep; subject: Subject; by: By; at: Date },
): Promise<void> {
  const childId = 'childId' in input ? input.childId : null;
  await tellStaff(tx, incident, { kind: input.kind, childId, by, at });
  const added = input.kind === 'addendum' && childId !== null && isOut(incident, childId) ? [childId] : [];
  const told = input.kind === 'published' ? subject.toldChildIds : added;
  for (const each of told)
    await tellFamily(tx, incident, { what: input.kind === 'published' ? 'published' : 'addendum', childId: each, at });
}

type Told = { what: 'published' | 'addendum' | 'acknowledged'; childId: string; at: Date };

/** To whom this child's incidents are told; of the text of it nothing is in the event. */
export async function tellFamily(tx: Tx, incident: StoredIncident, { what, childId, at }: Told): Promise<void> {
  await appendEvent(tx, {
    type: 'incident:told',
    ...{ at, siteId: incident.siteId, classroomId: incident.classroomId, childId },
    payload: { incidentId: incident.id, kind: incident.kind, what },
  });
}
