import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { flagsIn, withdrawnIn } from '../features/incidents/incident-records.ts';
import { askedOfRoom, useOpenIncidents } from '../features/incidents/incidents-api.ts';
import { KindIcon } from '../features/incidents/kind-icon.tsx';
import { asFlagged, forget, type Known, useRemembered } from '../features/incidents/remembered-incidents.ts';
import { incidentWords } from '../features/incidents/words.ts';
import { calledAmong } from '../shared/call-name.ts';
import { useUnsent } from '../shared/outbox/use-outbox.ts';
import { duration, minutesBetween } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Pill } from '../shared/ui/pill.tsx';
import { useNow } from '../shared/use-now.ts';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { listOf } from '../shared/words/list-of.ts';
import { IncidentPill } from './incident-sheet-state.tsx';
import { incidentSheetWords } from './incident-sheet-words.ts';
import type { RoomSheetProps } from './sheet-props.ts';

/** Lines of 要做的事: what the room itself still has to do about its incidents, the most urgent first. */
export function IncidentLines(props: RoomSheetProps) {
  return useRoomIncidents(props)
    .filter(isRoomsTurn)
    .sort((a, b) => urgencyOf(a) - urgencyOf(b))
    .map((incident) => <IncidentLine key={incident.incidentId} {...props} incident={incident} />);
}

/** Behind everything that is to be done: those that wait for the director or for a family, folded. */
export function IncidentsElsewhere(props: RoomSheetProps) {
  const say = useWords(incidentSheetWords);
  const [isOpen, setOpen] = useState(false);
  const incidents = useRoomIncidents(props).filter((incident) => !isRoomsTurn(incident));
  if (incidents.length === 0) return null;
  return (
    <>
      <li>
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <span className="tb-todo-mark tb-todo-soon">
            <Icon name="hourglass" size={20} />
          </span>
          <b>{say('othersTurn', { n: incidents.length })}</b>
        </button>
      </li>
      {isOpen && incidents.map((incident) => <IncidentLine key={incident.incidentId} {...props} incident={incident} />)}
    </>
  );
}

/** What was taken back is to be read. */
const isRoomsTurn = ({ state, isCallDue }: Known): boolean => state === 'draft' || state === 'withdrawn' || isCallDue;

/** A call that is due, what is serious and still open, what the director sent back; among equals the oldest. */
function urgencyOf({ isCallDue, isReturned, isGrave: grave, state }: Known): number {
  if (isCallDue) return 0;
  if (grave && state !== 'withdrawn') return 1;
  return isReturned ? 2 : 3;
}

function IncidentLine({ room, classroomId, asActor, open, incident }: RoomSheetProps & { incident: Known }) {
  const say = useWords(incidentSheetWords);
  const sayOf = useWords(incidentWords);
  const language = useLanguage();
  const now = useNow(15_000);
  const { incidentId, kind, isGrave: grave, isCallDue, isReturned, returnedWhy, happenedAt, children } = incident;
  const names = children.map(({ childId, name }) => calledAmong(room.children, childId, name));
  const who = names.length === 0 ? sayOf('wholeRoom') : listOf(names, language);
  const minutes = minutesBetween(happenedAt, now);
  const client = useQueryClient();
  const read = (): void => {
    open({ sheet: 'incident', incidentId });
    if (incident.state === 'withdrawn') forget(client, classroomId, incidentId);
  };
  return (
    <li>
      <button type="button" onClick={() => asActor(read)}>
        <span className={`tb-todo-mark tb-todo-${grave ? 'overdue' : 'incident'}`}>
          <KindIcon kind={kind} size={22} />
        </span>
        <span className="tb-inc-line">
          <b>{say('openLine', { kind: sayOf(`kind_${kind}`), who })}</b>
          <span>
            <IncidentPill {...incident} />
            {isCallDue && <Pill tone="offline">{sayOf('callFirst')}</Pill>}
            {minutes < 1 ? say('justNow') : duration(minutes, language)}
          </span>
          {incident.state === 'draft' && isReturned && returnedWhy !== '' && (
            <span>{say('returnedWhy', { reason: returnedWhy })}</span>
          )}
        </span>
      </button>
    </li>
  );
}

/** What was flagged here and is still to be sent, or was delivered and not read again yet, stands among them. */
function useRoomIncidents({ room, classroomId, outbox }: RoomSheetProps): Known[] {
  const unsent = useUnsent(outbox);
  const open: readonly Known[] = useOpenIncidents(askedOfRoom(classroomId)).data?.incidents ?? [];
  const remembered = useRemembered(classroomId);
  const nameOf = (id: string) => room.children.find(({ childId }) => childId === id)?.name ?? '';
  const flagged = flagsIn(unsent).map(({ childIds, ...flag }) =>
    asFlagged({ ...flag, children: childIds.map((childId) => ({ childId, name: nameOf(childId) })) }),
  );
  const undone = withdrawnIn(unsent);
  const takenBack = remembered.filter(({ state }) => state === 'withdrawn');
  const known = [takenBack, open, remembered, flagged].reduce((all, more) => [
    ...all,
    ...more.filter(({ incidentId }) => all.every((each) => each.incidentId !== incidentId)),
  ]);
  return known
    .filter(({ incidentId }) => !undone.has(incidentId))
    .sort((a, b) => (a.happenedAt < b.happenedAt ? -1 : 1));
}
