import { isGrave, type OpenIncident } from '#contract/incidents.ts';
import { flagsIn, withdrawnIn } from '../features/incidents/incident-records.ts';
import { useOpenIncidents } from '../features/incidents/incidents-api.ts';
import { KindIcon } from '../features/incidents/kind-icon.tsx';
import { incidentWords } from '../features/incidents/words.ts';
import { calledAmong } from '../shared/call-name.ts';
import { useUnsent } from '../shared/outbox/use-outbox.ts';
import { duration, minutesBetween } from '../shared/time.ts';
import { Pill } from '../shared/ui/pill.tsx';
import { useNow } from '../shared/use-now.ts';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { listOf } from '../shared/words/list-of.ts';
import { IncidentPill } from './incident-sheet-state.tsx';
import { incidentSheetWords } from './incident-sheet-words.ts';
import type { RoomSheetProps } from './sheet-props.ts';

type Shown = Pick<OpenIncident, 'incidentId' | 'kind' | 'isGrave' | 'isCallDue' | 'state' | 'happenedAt'> & {
  children: readonly { childId: string; name: string }[];
};

/** Lines of 要做的事: the room's incidents that nobody has closed, the oldest first. */
export function IncidentLines(props: RoomSheetProps) {
  const { room, asActor, open } = props;
  const say = useWords(incidentSheetWords);
  const sayOf = useWords(incidentWords);
  const language = useLanguage();
  const now = useNow(15_000);
  return useRoomIncidents(props).map(({ incidentId, kind, isGrave: grave, isCallDue, state, happenedAt, children }) => {
    const names = children.map(({ childId, name }) => calledAmong(room.children, childId, name));
    const who = names.length === 0 ? sayOf('wholeRoom') : listOf(names, language);
    const minutes = minutesBetween(happenedAt, now);
    return (
      <li key={incidentId}>
        <button type="button" onClick={() => asActor(() => open({ sheet: 'incident', incidentId }))}>
          <span className={`tb-todo-mark tb-todo-${grave ? 'overdue' : 'incident'}`}>
            <KindIcon kind={kind} size={22} />
          </span>
          <span className="tb-inc-line">
            <b>{say('openLine', { kind: sayOf(`kind_${kind}`), who })}</b>
            <span>
              <IncidentPill state={state} /> {isCallDue && <Pill tone="offline">{sayOf('callFirst')}</Pill>}{' '}
              {minutes < 1 ? say('justNow') : duration(minutes, language)}
            </span>
          </span>
        </button>
      </li>
    );
  });
}

/** What was flagged here and is still to be sent stands among them. */
function useRoomIncidents({ room, classroomId, outbox }: RoomSheetProps): Shown[] {
  const unsent = useUnsent(outbox);
  const { data } = useOpenIncidents(classroomId === null ? {} : { classroomId });
  const open: Shown[] = data?.incidents ?? [];
  const known = new Set(open.map(({ incidentId }) => incidentId));
  const nameOf = (id: string) => room.children.find(({ childId }) => childId === id)?.name ?? '';
  const flagged = flagsIn(unsent)
    .filter(({ incidentId }) => !known.has(incidentId))
    .map(({ incidentId, kind, happenedAt, childIds }) => ({
      ...{ incidentId, kind, isGrave: isGrave(kind), state: 'draft' as const, happenedAt },
      isCallDue: isGrave(kind) && childIds.length > 0,
      children: childIds.map((childId) => ({ childId, name: nameOf(childId) })),
    }));
  const withdrawn = withdrawnIn(unsent);
  return [...open, ...flagged]
    .filter(({ incidentId }) => !withdrawn.has(incidentId))
    .sort((a, b) => (a.happenedAt < b.happenedAt ? -1 : 1));
}
