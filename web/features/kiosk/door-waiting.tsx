import { useState } from 'react';
import type { ChildId, ClassroomId } from '#contract/ids.ts';
import { clock } from '../../shared/time.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { useWords } from '../../shared/words/book.ts';
import { answerDoorWaiting } from './room-door-api.ts';
import { useDoorWaiting } from './use-door-waiting.ts';
import { waitingWords } from './waiting-words.ts';
import './door-waiting.css';

type Props = {
  /** Null on a tablet: it knows its own room. */
  classroomId: ClassroomId | null;
  timeZone: string;
  /** Who is in the room: once a child has gone, nobody waits for it. */
  presentIds: ReadonlySet<string>;
  onHandOver: (childId: ChildId) => void;
};

/** Guardians who said at the entrance that they came to fetch: one line each, until the child was handed over. */
export function DoorWaiting({ classroomId, timeZone, presentIds, onHandOver }: Props) {
  const say = useWords(waitingWords);
  const [known, setKnown] = useState<ReadonlySet<string>>(new Set());
  const waiting = useDoorWaiting(classroomId).filter(
    ({ waitingId, childId }) => presentIds.has(childId) && !known.has(waitingId),
  );
  const forget = (waitingId: string): void => {
    setKnown((before) => new Set([...before, waitingId]));
    // Where the server cannot be reached it is gone here at least, until the page is opened anew.
    answerDoorWaiting(classroomId, waitingId).catch(() => undefined);
  };
  return waiting.map(({ waitingId, childId, childName: child, by, relation, at }) => (
    <div key={waitingId} className="door-waiting" role="alert">
      <Icon name="door" size={22} />
      <p>{say('waiting', { child, by, relation, time: clock(at, timeZone) })}</p>
      <button type="button" className="door-waiting-go" onClick={() => onHandOver(childId)}>
        {say('handOver', { child })}
      </button>
      <button type="button" onClick={() => forget(waitingId)}>
        {say('known')}
      </button>
    </div>
  ));
}
