import type { IncidentStanding } from '../contract/dashboard.ts';
import { isGrave, type IncidentKind } from '../contract/incidents.ts';
import type { ClassroomId, IncidentId, SiteId } from '../contract/ids.ts';
import type { IncidentDeps } from './incident-deps.ts';
import { dueOf, type Due } from './incident-due.ts';
import { numberOf } from './incident-number.ts';
import { stateAfter } from './incident-states.ts';
import { childNames, roomNames, runningIncidents, type RunningIncident } from './running-store.ts';

/** Of these sites: how many are open at each (what only waits to be filed is not), and those that wait for who answers for it, the longest waiting first. */
export async function incidentsForDirector(
  { db, now }: IncidentDeps,
  siteIds: readonly SiteId[],
): Promise<{ open: ReadonlyMap<string, number>; standing: IncidentStanding[] }> {
  const running = siteIds.length === 0 ? [] : await runningIncidents(db, siteIds);
  const at = now();
  const waiting = running.flatMap((incident) => {
    const waits = waitsFor(incident, at);
    return waits === null ? [] : [{ incident, waits }];
  });
  const [children, rooms] = await Promise.all([
    childNames(
      db,
      waiting.flatMap(({ incident }) => incident.childIds),
    ),
    roomNames(
      db,
      waiting.map(({ incident }) => incident.classroomId),
    ),
  ]);
  const standing = waiting.map(({ incident: { kind, ...incident }, waits }): IncidentStanding => ({
    siteId: incident.siteId as SiteId,
    classroomId: incident.classroomId as ClassroomId,
    classroomName: rooms.get(incident.classroomId) ?? '',
    incidentId: incident.incidentId as IncidentId,
    number: numberOf(incident),
    incidentKind: kind as IncidentKind,
    isGrave: isGrave(kind),
    names: incident.childIds.flatMap((id) => children.get(id) ?? []),
    ...waits,
    since: waits.since.toISOString(),
  }));
  const unanswered = running.filter(({ subject, steps }) => stateAfter(subject, steps) !== 'acknowledged');
  const open = new Map([...Map.groupBy(unanswered, ({ siteId }) => siteId)].map(([id, all]) => [id, all.length]));
  return { open, standing: standing.sort((a, b) => a.since.localeCompare(b.since)) };
}

type Waits = Pick<IncidentStanding, 'what' | 'why'> & { since: Date };

/** A missing call comes before everything, then the time that was over first, then what is grave, then the review. Pure. */
function waitsFor({ subject, steps, clocks }: RunningIncident, at: Date): Waits | null {
  const due = dueOf(subject, steps, clocks, at).filter(isOurs);
  const call = due.find(({ rule }) => rule === 'call-overdue');
  if (call) return { what: 'call', why: call.isOver ? call.rule : null, since: subject.happenedAt };
  const over = due.find(({ isOver }) => isOver);
  if (over) return { what: 'overdue', why: over.rule, since: over.at };
  const state = stateAfter(subject, steps);
  if (state === 'draft' && subject.isGrave && subject.toldChildIds.length === 0)
    return { what: 'open', why: null, since: subject.happenedAt };
  if (state !== 'in-review') return null;
  const submitted = steps.findLast(({ kind }) => kind === 'submitted');
  return { what: 'review', why: null, since: submitted?.at ?? subject.happenedAt };
}

/** A reminder is between the clock and the family. */
const isOurs = (due: Due): due is Due & { rule: NonNullable<Waits['why']> } => due.rule !== 'reminder';
