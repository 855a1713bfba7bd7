import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { IncidentRecorded, type OpenIncidents } from '#contract/incidents.ts';
import type { ClassroomId } from '#contract/ids.ts';
import type { Outbox } from '../../shared/outbox/outbox.ts';
import type { OutboxRecord } from '../../shared/outbox/outbox-record.ts';
import { onTold } from '../../shared/socket.ts';
import { flagsIn, withdrawnIn } from './incident-records.ts';
import { INCIDENTS_PATH, openKey } from './incidents-api.ts';
import { asFlagged, forget, type Known, remember, rememberedIn } from './remembered-incidents.ts';

type Given = {
  /** Null on a tablet: it knows its own room. */
  classroomId: ClassroomId | null;
  outbox: Outbox;
  nameOf: (childId: string) => string;
};

/** While the room is open: what it delivered stays in its list until the server's own list has it; what is taken back is said. */
export function useRemembering({ classroomId, outbox, nameOf }: Given): void {
  const client = useQueryClient();
  const settled = useEffectEvent((record: OutboxRecord, answer: unknown): void => {
    const recorded = IncidentRecorded.safeParse(answer).data;
    if (recorded) onDelivered({ client, classroomId, nameOf }, record, recorded);
  });
  useEffect(() => {
    const stops = [
      outbox.onSettled((record, outcome) => {
        if ('answer' in outcome && record.path.startsWith(INCIDENTS_PATH)) settled(record, outcome.answer);
      }),
      onTold('event', (event) => {
        if (event.type !== 'incident:changed' || event.step !== 'withdrawn') return;
        // Whoever takes back their own slip knows of it.
        if (!withdrawnIn(outbox.snapshot()).has(event.incidentId)) onTakenBack(client, classroomId, event.incidentId);
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, [client, classroomId, outbox]);
}

type Remembering = { client: QueryClient } & Pick<Given, 'classroomId' | 'nameOf'>;

function onDelivered(
  { client, classroomId, nameOf }: Remembering,
  record: OutboxRecord,
  { incidentId, state }: IncidentRecorded,
): void {
  const [flag] = flagsIn([record]);
  const known = flag
    ? asFlagged({ ...flag, children: flag.childIds.map((childId) => ({ childId, name: nameOf(childId) })) })
    : rememberedIn(client, classroomId, incidentId);
  if (state === 'withdrawn') forget(client, classroomId, incidentId);
  else if (known) remember(client, classroomId, { ...known, state });
  client.setQueryData<OpenIncidents>(
    openKey(classroomId),
    (open) => open && { incidents: open.incidents.flatMap((row) => withState(row, incidentId, state)) },
  );
  void client.invalidateQueries({ queryKey: openKey(classroomId) });
}

type Row = OpenIncidents['incidents'][number];

const withState = (row: Row, incidentId: string, state: Row['state']): Row[] =>
  row.incidentId !== incidentId ? [row] : state === 'withdrawn' ? [] : [{ ...row, state }];

/** By somebody else: the list loses it, and whoever flagged it here has to be told. */
export function onTakenBack(client: QueryClient, classroomId: ClassroomId | null, incidentId: string): void {
  const open = client.getQueryData<OpenIncidents>(openKey(classroomId))?.incidents;
  const known: Known | undefined =
    open?.find((row) => row.incidentId === incidentId) ?? rememberedIn(client, classroomId, incidentId);
  if (known) remember(client, classroomId, { ...known, isCallDue: false, state: 'withdrawn' });
}
