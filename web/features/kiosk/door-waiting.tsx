import { useEffect, useState } from 'react';
import type { EventView } from '#contract/events.ts';
import type { ChildId, ClassroomId } from '#contract/ids.ts';
import { onTold } from '../../shared/socket.ts';
import { clock } from '../../shared/time.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { useNow } from '../../shared/use-now.ts';
import { useWords } from '../../shared/words/book.ts';
import { waitingWords } from './waiting-words.ts';
import './door-waiting.css';

type Waiting = Extract<EventView, { type: 'door:waiting' }>;

/** Nobody waits longer than that without asking again. */
const SHOWN_MS = 20 * 60_000;

type Props = {
  classroomId: ClassroomId;
  timeZone: string;
  /** Who is in the room: once a child has gone, nobody waits for it. */
  presentIds: ReadonlySet<string>;
  onHandOver: (childId: ChildId) => void;
};

/** Guardians who said at the entrance that they came to fetch: one line each, until the child was handed over. */
export function DoorWaiting({ classroomId, timeZone, presentIds, onHandOver }: Props) {
  const say = useWords(waitingWords);
  const now = useNow(15_000);
  const [told, setTold] = useState<readonly Waiting[]>([]);
  useEffect(
    () =>
      onTold('event', (event) => {
        if (event.type !== 'door:waiting' || event.classroomId !== classroomId) return;
        setTold((before) => [...before.filter(({ childId }) => childId !== event.childId), event]);
      }),
    [classroomId],
  );
  const waiting = told.filter(
    ({ at, childId }) => presentIds.has(childId) && now.getTime() - Date.parse(at) < SHOWN_MS,
  );
  const forget = (position: number): void => setTold((before) => before.filter((each) => each.position !== position));
  return waiting.map(({ position, childId, childName: child, by, relation, at }) => (
    <div key={position} className="door-waiting" role="alert">
      <Icon name="door" size={22} />
      <p>{say('waiting', { child, by, relation, time: clock(at, timeZone) })}</p>
      <button type="button" className="door-waiting-go" onClick={() => onHandOver(childId)}>
        {say('handOver', { child })}
      </button>
      <button type="button" onClick={() => forget(position)}>
        {say('known')}
      </button>
    </div>
  ));
}
