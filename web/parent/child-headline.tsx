import type { ParentHome } from '#contract/live.ts';
import { clock, clockOfEnd, duration, minutesBetween } from '../shared/time.ts';
import { Pill } from '../shared/ui/pill.tsx';
import { Portrait } from '../shared/ui/portrait.tsx';
import { type Say, useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import type { ParentSay } from './verdict.ts';
import { askWords } from './ask-words.ts';
import { parentWords } from './words.ts';

type Child = ParentHome['children'][number];

/** Face, name, room and whether the child is here. Without the right to know, nothing of the last. */
export function ChildHeadline({
  child,
  now,
  withDuration = false,
}: {
  child: Child;
  now: Date;
  withDuration?: boolean;
}) {
  const say = useWords(parentWords);
  const sayAsk = useWords(askWords);
  const language = useLanguage();
  const { state, at } = child.attendance;
  const here = state === 'present' && at !== null;
  const line =
    withDuration && here
      ? say('inNurseryFor', { duration: duration(minutesBetween(at, now), language) })
      : roomLine(child, say);
  return (
    <div className="headline">
      <Portrait recipe={child.portrait} name={child.name} size={40} />
      <div className="headline-words">
        <h2>{child.name}</h2>
        <div className="small dim">{[line, ...wordLines(child, sayAsk)].join(' · ')}</div>
      </div>
      <span className="row-space" />
      {state === 'present' && (
        <Pill tone="primary" icon="check">
          {say('present')}
        </Pill>
      )}
      {state === 'expected' && child.word.absence !== null && (
        <Pill tone="paused" icon="home">
          {sayAsk('away')}
        </Pill>
      )}
      {state === 'expected' && child.word.absence === null && (
        <Pill tone="refused" icon="clock">
          {say('expected')}
        </Pill>
      )}
      {state === 'left' && (
        <Pill tone="refused" icon="leave">
          {say('gone')}
        </Pill>
      )}
    </div>
  );
}

/** What the family itself said of today. */
function wordLines({ word, attendance, timeZone }: Child, say: Say<(typeof askWords)['keys'][number]>): string[] {
  const isGone = attendance.state === 'left';
  return [
    attendance.state === 'expected' &&
      word.absence !== null &&
      say('absentToday', { reason: say(`reason_${word.absence.reason}`) }),
    !isGone && word.latePickUpUntil !== null && say('lateToday', { time: clockOfEnd(word.latePickUpUntil, timeZone) }),
    !isGone && word.fetchedBy !== null && say('fetchedToday', { name: word.fetchedBy }),
  ].filter((line) => line !== false);
}

const KINDS = ['infant', 'toddler', 'senior', 'mixed', 'school_age'] as const;

function roomLine({ classroom, attendance, timeZone }: Child, say: ParentSay): string {
  const kind = KINDS.find((each) => each === classroom?.kind);
  const at = attendance.at && clock(attendance.at, timeZone);
  const arrival =
    at && attendance.state === 'present'
      ? say('arrived', { time: at })
      : at && attendance.state === 'left'
        ? say('left', { time: at })
        : null;
  return [classroom?.name, kind && say(`kind_${kind}`), arrival].filter(Boolean).join(' · ');
}
