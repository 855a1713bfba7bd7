import { useState } from 'react';
import { ABSENCE_DAYS_AT_MOST, type ChildNotices, type NoticeKind } from '#contract/day-notices.ts';
import { clock } from '../../shared/time.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/book.ts';
import { dayAfter } from './own-days.ts';
import { ownDaysWords } from './words.ts';

export type ChosenDays = { fromDay: string; toDay: string };

type DayChoiceProps = {
  kind: NoticeKind;
  child: ChildNotices;
  chosen: ChosenDays | null;
  onChoose: (days: ChosenDays | null) => void;
};

/** Today and tomorrow by one tap; other days by the calendar of the browser. A day that cannot be says why. */
export function DayChoice({ kind, child, chosen, onChoose }: DayChoiceProps) {
  const say = useWords(ownDaysWords);
  const [isOther, setOther] = useState(false);
  const tomorrow = dayAfter(child.today, 1);
  const why = (day: string): string | null => {
    if (child.days.find((each) => each.day === day)?.isExpected !== true) return say('notComing');
    if (kind === 'absence' && day === child.today && child.arrivedAt !== null)
      return say('alreadyHere', { time: clock(child.arrivedAt, child.timeZone) });
    return null;
  };
  const choose = (day: string) => {
    setOther(false);
    onChoose({ fromDay: day, toDay: day });
  };
  return (
    <div className="own-choices" role="group" aria-label={say(`tellLead_${kind}`)}>
      <p>{say(`tellLead_${kind}`)}</p>
      {(
        [
          ['today', child.today],
          ['tomorrow', tomorrow],
        ] as const
      ).map(([word, day]) => {
        const reason = why(day);
        return (
          <Button
            key={word}
            large
            disabled={reason !== null}
            aria-pressed={!isOther && chosen?.fromDay === day && chosen.toDay === day}
            onClick={() => choose(day)}
          >
            {say(word)}
            {reason !== null && <span className="tiny">{reason}</span>}
          </Button>
        );
      })}
      <Button
        large
        aria-pressed={isOther}
        onClick={() => {
          setOther(true);
          onChoose(null);
        }}
      >
        {say('pickDays')}
      </Button>
      {isOther && <OtherDays isSpan={kind === 'absence'} child={child} onChoose={onChoose} />}
    </div>
  );
}

type OtherDaysProps = { isSpan: boolean; child: ChildNotices; onChoose: (days: ChosenDays) => void };

function OtherDays({ isSpan, child, onChoose }: OtherDaysProps) {
  const say = useWords(ownDaysWords);
  const [from, setFrom] = useState(dayAfter(child.today, 1));
  const [to, setTo] = useState(from);
  const last = child.days.at(-1)?.day ?? from;
  const end = to < from ? from : to;
  const furthest = dayAfter(from, ABSENCE_DAYS_AT_MOST - 1);
  return (
    <div className="own-dates">
      <label>
        {say(isSpan ? 'fromDay' : 'onDay')}
        <input
          type="date"
          min={child.today}
          max={last}
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
      </label>
      {isSpan && (
        <label>
          {say('toDay')}
          <input
            type="date"
            min={from}
            max={furthest < last ? furthest : last}
            value={end}
            onChange={(event) => setTo(event.target.value)}
          />
        </label>
      )}
      <Button disabled={from === ''} onClick={() => onChoose({ fromDay: from, toDay: isSpan ? end : from })}>
        {say('next')}
      </Button>
    </div>
  );
}
