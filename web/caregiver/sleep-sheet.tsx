import { useState } from 'react';
import type { RoomChild } from '#contract/attendance.ts';
import type { SleepState } from '#contract/checks.ts';
import type { ChildId } from '#contract/ids.ts';
import { sleepUrgency } from '../features/checks/urgency.ts';
import { useTodo } from '../features/checks/use-todo.ts';
import { callName } from '../shared/call-name.ts';
import { clock } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Portrait } from '../shared/ui/portrait.tsx';
import { useNow } from '../shared/use-now.ts';
import { useWords } from '../shared/words/book.ts';
import { Sheet } from './sheet.tsx';
import type { RoomSheetProps } from './sheet-props.ts';
import { todoWords } from './todo-words.ts';
import { useCheck } from './use-check.ts';
import './sleep-sheet.css';

/** The nap: when to look next, one tap that all were looked at, and its end. */
export function SleepSheet(props: RoomSheetProps) {
  const { room, classroomId, outbox, onClose } = props;
  const say = useWords(todoWords);
  const todo = useTodo(classroomId, outbox);
  const check = useCheck(props);
  const [marked, setMarked] = useState<readonly ChildId[]>([]);
  const here = room.children.filter(({ state }) => state === 'present');
  const sleep = todo?.sleep;
  if (!sleep) return null;
  const seen = () => {
    check({ kind: 'sleep_checked', childIds: [...marked] });
    onClose();
  };
  const end = () => {
    check({ kind: 'sleep_ended' });
    onClose();
  };
  const footer = (
    <>
      <button type="button" className="tb-button" onClick={end}>
        {say('endNap')}
      </button>
      <button type="button" className="tb-button tb-go" onClick={seen}>
        <Icon name="eye" size={26} />
        {say('allSeen')}
      </button>
    </>
  );
  const toggle = (childId: ChildId) =>
    setMarked((ids) => (ids.includes(childId) ? ids.filter((id) => id !== childId) : [...ids, childId]));
  return (
    <Sheet title={say('sleepTitle')} back={say('back', { room: room.name })} onClose={onClose} footer={footer}>
      <Countdown sleep={sleep} timeZone={room.timeZone} />
      <Sleepers here={here} marked={marked} onToggle={toggle} />
    </Sheet>
  );
}

/** Amber when a look is due, red when nobody has looked for too long. */
function Countdown({ sleep, timeZone }: { sleep: SleepState; timeZone: string }) {
  const say = useWords(todoWords);
  const now = useNow(1_000);
  const { since, lookedAt, dueAt } = sleep;
  const leftMs = new Date(dueAt).getTime() - now.getTime();
  const urgency = sleepUrgency(sleep, now);
  return (
    <div className={`tb-sleep tb-todo-${urgency}`}>
      <Icon name="moon" size={40} />
      <div>
        <p>{urgency === 'soon' ? say('inMinutes') : say('overdueBy')}</p>
        <p className="tb-sleep-left" role="timer">
          {minutesAndSeconds(Math.abs(leftMs))}
        </p>
      </div>
      <p>
        <b>{say(urgency === 'soon' ? 'next' : 'sleepAt', { time: clock(dueAt, timeZone) })}</b>
        <span>
          {say('sleepSince', { time: clock(since, timeZone) })} ·{' '}
          {lookedAt ? say('lookedAt', { time: clock(lookedAt, timeZone) }) : say('notLooked')}
        </span>
      </p>
    </div>
  );
}

function minutesAndSeconds(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
}

type SleepersProps = { here: readonly RoomChild[]; marked: readonly ChildId[]; onToggle: (childId: ChildId) => void };

function Sleepers({ here, marked, onToggle }: SleepersProps) {
  const say = useWords(todoWords);
  if (here.length === 0) return <p className="tb-lead">{say('nobodyHere')}</p>;
  return (
    <>
      <p className="tb-sleep-ask">{say('unusual')}</p>
      <ul className="tb-sleepers">
        {here.map((child) => {
          const { childId, name, portrait } = child;
          const isMarked = marked.includes(childId);
          return (
            <li key={childId}>
              <button type="button" aria-pressed={isMarked} onClick={() => onToggle(childId)}>
                <Portrait recipe={portrait} name={name} size={52} />
                <b>{callName(child)}</b>
                {isMarked && <small>{say('marked')}</small>}
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
