import { useState } from 'react';
import { ABSENCE_REASONS, type ChildNotices, type NoticeDay, type NoticeKind } from '#contract/day-notices.ts';
import type { Told } from '../../features/day-notices/notices-api.ts';
import { todayIn } from '../../shared/site-time.ts';
import { clock } from '../../shared/time.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/book.ts';
import { DayChoice, type ChosenDays } from './day-choice.tsx';
import { clockOfMinute } from './own-days.ts';
import { ownDaysWords } from './words.ts';

type TellFormProps = { kind: NoticeKind; child: ChildNotices; isBusy: boolean; onTell: (told: Told) => void };

/** First the day, then the one thing to say of it: the second tap tells it. */
export function TellForm({ kind, child, isBusy, onTell }: TellFormProps) {
  const [days, setDays] = useState<ChosenDays | null>(null);
  return (
    <div className="own-form">
      <DayChoice kind={kind} child={child} chosen={days} onChoose={setDays} />
      {days && kind === 'absence' && <Reasons {...{ child, days, isBusy, onTell }} />}
      {days && kind === 'late_pickup' && <Times {...{ child, days, isBusy, onTell }} />}
      {days && kind === 'pick_up' && <People {...{ child, days, isBusy, onTell }} />}
    </div>
  );
}

type StepProps = Omit<TellFormProps, 'kind'> & { days: ChosenDays };

function Reasons({ child: { childId }, days, isBusy, onTell }: StepProps) {
  const say = useWords(ownDaysWords);
  return (
    <div className="own-choices" role="group" aria-label={say('why')}>
      <p>{say('why')}</p>
      {ABSENCE_REASONS.map((reason) => (
        <Button
          key={reason}
          kind="primary"
          large
          disabled={isBusy}
          onClick={() => onTell({ kind: 'absence', childId, ...days, reason })}
        >
          {say(`reason_${reason}`)}
        </Button>
      ))}
    </div>
  );
}

const STEP_MINUTES = 30;

function Times({ child, days, isBusy, onTell }: StepProps) {
  const say = useWords(ownDaysWords);
  const day = child.days.find((each) => each.day === days.fromDay);
  const times = day ? lateTimes(day, child) : [];
  return (
    <div className="own-choices" role="group" aria-label={say('untilWhen')}>
      <p>{say(times.length === 0 ? 'noTimes' : 'untilWhen')}</p>
      {times.map((untilMinute) => (
        <Button
          key={untilMinute}
          kind="primary"
          large
          disabled={isBusy}
          onClick={() => onTell({ kind: 'late_pickup', childId: child.childId, day: days.fromDay, untilMinute })}
        >
          {clockOfMinute(untilMinute)}
        </Button>
      ))}
    </div>
  );
}

/** Half-hours after the session until the site closes, as far as they are still to come. */
export function lateTimes({ day, sessionTo, opensUntil }: NoticeDay, { timeZone, today }: ChildNotices): number[] {
  if (opensUntil === null || sessionTo === null) return [];
  const [hours = 0, minutes = 0] = clock(new Date(), timeZone).split(':').map(Number);
  const isToday = day === today && day === todayIn(timeZone);
  const after = Math.max(sessionTo, isToday ? hours * 60 + minutes : 0);
  const times: number[] = [];
  for (let at = Math.floor(after / STEP_MINUTES + 1) * STEP_MINUTES; at < opensUntil; at += STEP_MINUTES)
    times.push(at);
  return after < opensUntil ? [...times, opensUntil] : [];
}

function People({ child, days, isBusy, onTell }: StepProps) {
  const say = useWords(ownDaysWords);
  return (
    <div className="own-choices" role="group" aria-label={say('who')}>
      <p>{say('who')}</p>
      {child.people
        .filter(({ onlyOn }) => onlyOn === null || onlyOn === days.fromDay)
        .map(({ withUserId, withPickupId, name, relation }) => (
          <Button
            key={withUserId ?? withPickupId}
            kind="primary"
            large
            disabled={isBusy}
            onClick={() =>
              onTell({ kind: 'pick_up', childId: child.childId, day: days.fromDay, withUserId, withPickupId })
            }
          >
            {relation} {name}
          </Button>
        ))}
    </div>
  );
}
