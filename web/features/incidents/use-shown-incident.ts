import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { isGrave, IncidentRecorded, type IncidentState, type OpenIncident } from '#contract/incidents.ts';
import type { IncidentFile } from '#contract/incident-file.ts';
import type { TakeStep } from '#contract/incident-steps.ts';
import type { ChildId, ClassroomId, IncidentId } from '#contract/ids.ts';
import type { Outbox } from '../../shared/outbox/outbox.ts';
import type { OutboxRecord } from '../../shared/outbox/outbox-record.ts';
import { useUnsent } from '../../shared/outbox/use-outbox.ts';
import { flagsIn, stepIn } from './incident-records.ts';
import { askedOfRoom, incidentKey, useIncident, useOpenIncidents } from './incidents-api.ts';
import { type Known, useRemembered } from './remembered-incidents.ts';

type UnsentStep = { record: OutboxRecord; step: TakeStep };

/** One incident as far as it is known here: at the least what was tapped when it was flagged. */
export type ShownIncident = Pick<OpenIncident, 'incidentId' | 'kind' | 'isGrave' | 'happenedAt'> & {
  /** As it will be once the server has every unsent step. */
  state: IncidentState;
  childIds: readonly ChildId[];
  /** The server has the flag: before that nothing but what goes behind it can be sent. */
  isKnown: boolean;
  /** Null while the server is out of reach, or does not know of it yet. */
  file: IncidentFile | null;
  /** What is on its way, in its order. */
  unsent: readonly UnsentStep[];
};

export type Shown = { incident: ShownIncident | null; isReading: boolean; error: unknown };

type Facts = Omit<ShownIncident, 'file' | 'unsent' | 'isKnown'>;

/** @param classroomId null on a tablet: it knows its own room */
export function useShownIncident(incidentId: IncidentId, classroomId: ClassroomId | null, outbox: Outbox): Shown {
  const records = useUnsent(outbox);
  const flag = flagsIn(records).find((each) => each.incidentId === incidentId);
  const { data, error, fetchStatus, failureCount } = useIncident(flag ? null : incidentId);
  const open = useOpenIncidents(askedOfRoom(classroomId)).data?.incidents;
  const remembered = useRemembered(classroomId).find((each) => each.incidentId === incidentId);
  const file = data ?? null;
  useAnswers(incidentId, outbox);
  const listed = open?.find((each) => each.incidentId === incidentId);
  const unsent = useMemo(
    () =>
      records.flatMap((record) => {
        const step = stepIn(record, incidentId);
        return step ? [{ record, step }] : [];
      }),
    [records, incidentId],
  );
  const row = file ?? listed ?? remembered;
  const facts = useKept(row ? ofRow(row) : flag ? ofFlag(flag) : null);
  const incident = facts && {
    ...facts,
    state: unsent.reduce(stateAfter, facts.state),
    isKnown: flag === undefined,
    file,
    unsent,
  };
  return { incident, isReading: file === null && fetchStatus === 'fetching' && failureCount === 0, error };
}

/** Between the flag that was just sent and the first reading nothing is known again: then it is what it was. */
function useKept(facts: Facts | null): Facts | null {
  const [kept, keep] = useState(facts);
  if (facts && JSON.stringify(facts) !== JSON.stringify(kept)) keep(facts);
  return facts ?? kept;
}

const stateAfter = (state: IncidentState, { step }: UnsentStep): IncidentState =>
  step.kind === 'submitted' && state === 'draft' ? 'in-review' : state;

const ofRow = ({ incidentId, kind, isGrave: grave, happenedAt, state, children }: Known): Facts => ({
  ...{ incidentId, kind, isGrave: grave, happenedAt, state },
  childIds: children.map(({ childId }) => childId),
});

const ofFlag = ({ incidentId, kind, happenedAt, childIds }: ReturnType<typeof flagsIn>[number]): Facts => ({
  ...{ incidentId, kind, isGrave: isGrave(kind), happenedAt, state: 'draft', childIds },
});

/** What the server answered counts from that instant on, and not only from the next reading. */
function useAnswers(incidentId: IncidentId, outbox: Outbox): void {
  const client = useQueryClient();
  useEffect(
    () =>
      outbox.onSettled((record, outcome) => {
        if (stepIn(record, incidentId) === null || !('answer' in outcome)) return;
        const state = IncidentRecorded.safeParse(outcome.answer).data?.state;
        const key = incidentKey(incidentId);
        client.setQueryData<IncidentFile>(key, (file) => file && { ...file, state: state ?? file.state });
        void client.invalidateQueries({ queryKey: key });
      }),
    [client, incidentId, outbox],
  );
}
