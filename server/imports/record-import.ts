import { recordAudits, type AuditRecord } from '../audit/audit-store.ts';
import { appendEvents, type NewEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Tx } from '../platform/database.ts';
import type { Plan } from './plan-import.ts';

export type ImportAct = { at: Date; asking: AskingUser; chosenSiteId: string; batchId: string };

/** Which sites an import changes anything of. */
export const sitesOf = (plan: Plan, chosenSiteId: string): string[] => [
  ...new Set([
    chosenSiteId,
    ...[...plan.newChildren, ...plan.newLinks, ...plan.newEnrolments].map(({ siteId }) => siteId),
    ...[...plan.childChanges, ...plan.linkChanges, ...plan.enrolmentChanges].map(({ siteId }) => siteId),
  ]),
];

/** The same entries as if all had been typed, each with the batch that it came in. */
export async function recordImport(tx: Tx, plan: Plan, act: ImportAct): Promise<void> {
  const { at, asking, batchId } = act;
  const entries = [...registerEntries(plan, act), ...changeEntries(plan)];
  await recordAudits(
    tx,
    entries.map((entry) => ({
      ...entry,
      at,
      actorId: asking.userId,
      address: asking.address,
      details: { ...entry.details, batchId },
    })),
  );
  await appendEvents(tx, eventsOf(plan, act));
}

type Entry = Omit<AuditRecord, 'at' | 'actorId'>;

function registerEntries(plan: Plan, { chosenSiteId }: ImportAct): Entry[] {
  const applied: Entry = { action: 'import-applied', siteId: chosenSiteId, details: { rows: plan.outcomes.size } };
  return [
    applied,
    ...plan.newSites.map(({ id }): Entry => ({ action: 'site-added', siteId: id })),
    ...plan.newRooms.map(({ id, siteId }): Entry => ({
      action: 'classroom-added',
      siteId,
      details: { classroomId: id },
    })),
    ...plan.newChildren.map(({ id, siteId }): Entry => ({ action: 'child-added', siteId, childId: id })),
    ...plan.newPeople.map(({ id, siteId }): Entry => ({ action: 'person-added', siteId, subjectId: id })),
    ...plan.newLinks.map(({ siteId, childId, userId }): Entry => ({
      action: 'guardian-linked',
      siteId,
      childId,
      subjectId: userId,
    })),
  ];
}

function changeEntries(plan: Plan): Entry[] {
  const newIds = new Set(plan.newChildren.map(({ id }) => id));
  const enrolled = plan.newEnrolments.filter(({ childId }) => !newIds.has(childId));
  const ofChildren = new Map([...enrolled, ...plan.enrolmentChanges].map((one) => [one.childId, one]));
  return [
    ...plan.childChanges.map(({ id, siteId }): Entry => ({ action: 'child-saved', siteId, childId: id })),
    ...plan.personChanges.map(({ id, siteId }): Entry => ({ action: 'person-saved', siteId, subjectId: id })),
    ...plan.linkChanges.map(({ siteId, childId, userId, fields }): Entry => {
      return { action: 'guardianship-saved', siteId, childId, subjectId: userId, details: { ...fields } };
    }),
    ...[...ofChildren.values()].map(({ siteId, childId, classroomId }): Entry => {
      return { action: 'child-enrolled-anew', siteId, childId, details: { to: classroomId } };
    }),
  ];
}

/** Every family of a site asks once more; who had no child there before hears of it by themselves. */
function eventsOf(plan: Plan, { at, chosenSiteId }: ImportAct): NewEvent[] {
  const newIds = new Set(plan.newPeople.map(({ id }) => id));
  const what = plan.newSites.length > 0 ? 'sites' : plan.newRooms.length > 0 ? 'classrooms' : 'people';
  const joining = plan.newLinks.filter(({ userId }) => !newIds.has(userId));
  return [
    ...sitesOf(plan, chosenSiteId).flatMap((siteId): NewEvent[] => [
      { type: 'register:changed', at, siteId, payload: { what } },
      { type: 'access:changed', at, siteId },
    ]),
    ...joining.map(({ siteId, userId }): NewEvent => ({ type: 'access:changed', at, siteId, userId })),
  ];
}
