import type { z } from 'zod';
import type { IncidentClocks, IncidentDue } from '../contract/incident-clocks.ts';
import { isGrave, type OpenIncident } from '../contract/incidents.ts';
import { clocksOfRow } from './clocks-store.ts';
import { dueOf, type Due } from './incident-due.ts';
import { numberOf } from './incident-number.ts';
import { isCallDue, stateAfter } from './incident-states.ts';
import { stepsOf, timedSubject, type StoredIncident } from './incidents-store.ts';
import type { NameAt } from './names-store.ts';
import { textOf } from './step-data.ts';
import type { ToldSince } from './told-store.ts';

type Row = Omit<StoredIncident, 'children' | 'classroom'> & {
  children: { childId: string; child: { name: string } }[];
  classroom: { name: string; site: { clocks: IncidentClocks | null } };
};

type Known = {
  told: ToldSince;
  nameAt: NameAt;
  /** Who has made this incident their own since, see `isOwning`. */
  owners: readonly (string | null)[];
  at: Date;
};

/** What lists of incidents are made of. Savings of details may be left out of the steps: no state and no time depends on them. */
export function openView(row: Row, { told, nameAt, owners, at }: Known): z.input<typeof OpenIncident> {
  const { kind, children, authorId, happenedAt } = row;
  const subject = timedSubject({ kind, happenedAt, childIds: children.map(({ childId }) => childId) }, told);
  const steps = stepsOf(row);
  const state = stateAfter(subject, steps);
  const returned = state === 'draft' ? row.steps.findLast(({ kind: step }) => step === 'returned') : undefined;
  return {
    incidentId: row.id,
    number: numberOf(row),
    kind: kind as z.input<typeof OpenIncident>['kind'],
    isGrave: isGrave(kind),
    state: state === 'none' ? 'draft' : state,
    isSigned: steps.some((step) => step.kind === 'acknowledged'),
    isReturned: returned !== undefined,
    returnedWhy: textOf(returned?.data, 'reason'),
    isCallDue: (state === 'draft' || state === 'in-review') && isCallDue(subject, steps),
    siteId: row.siteId,
    classroomId: row.classroomId,
    classroomName: row.classroom.name,
    children: children.map(({ childId, child }) => ({ childId, name: child.name })),
    happenedAt: happenedAt.toISOString(),
    recordedAt: row.recordedAt.toISOString(),
    by: authorId === null ? null : nameAt(authorId, row.recordedAt),
    isAuthorConfirmed: row.isConfirmed || (authorId !== null && owners.includes(authorId)),
    due: dueOf(subject, steps, clocksOfRow(row.classroom.site.clocks), at).map(dueView),
  };
}

const dueView = ({ at, since: _, ...due }: Due): z.input<typeof IncidentDue> => ({ ...due, at: at.toISOString() });

type Owning = { kind: string; deviceId: string | null };

/**
 * By what somebody owns that a flag which names them is theirs: they hand it in, or write its details on the room's tablet,
 * which takes their own PIN. What a director does with one that lies before them is no word about who flagged it.
 */
export const isOwning = ({ kind, deviceId }: Owning): boolean =>
  kind === 'submitted' || (kind === 'detailed' && deviceId !== null);
