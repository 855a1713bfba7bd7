import { useState } from 'react';
import type { RoomChild } from '#contract/attendance.ts';
import type { HealthCase, HealthFollowUp } from '#contract/health.ts';
import { healthWords } from '../features/health/words.ts';
import { callName } from '../shared/call-name.ts';
import { phoneLink } from '../shared/phone-link.ts';
import { serverNow } from '../shared/server-clock.ts';
import { clock, clockAndDay, minutesBetween } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useNow } from '../shared/use-now.ts';
import { useWords } from '../shared/words/book.ts';
import { degrees, foundWords, periodWord } from '../shared/words/health.ts';
import { useLanguage } from '../shared/words/language.ts';
import { familyAnswer } from './family-answer.ts';
import { healthDeeds } from './health-sheet-doing.ts';
import { sheetHealthWords } from './health-sheet-words.ts';
import { Sheet } from './sheet.tsx';
import type { RoomSheetProps } from './sheet-props.ts';
import { caregiverWords } from './words.ts';

const WHY = ['recovered', 'known', 'home', 'doctor'] as const;

type HealthSheetCaseProps = RoomSheetProps & { found: HealthCase; onBack: () => void; onMeasure: () => void };

/** What was found at one child, whom to call, and every step until it is closed. */
export function HealthSheetCase({ found, onBack, onMeasure, ...props }: HealthSheetCaseProps) {
  const say = useWords(sheetHealthWords);
  const sayStep = useWords(healthWords);
  const language = useLanguage();
  const [isClosing, setClosing] = useState(false);
  const deeds = healthDeeds(props);
  const child = props.room.children.find(({ childId }) => childId === found.childId);
  const done = (step: 'called' | 'fetched' | 'closed', note: string) => {
    onBack();
    deeds.step(found, step, note);
  };
  const footer = isClosing ? null : (
    <Deeds
      state={found.state}
      isHere={child?.state === 'present'}
      onHandOver={() => props.open({ sheet: 'handover', childId: found.childId })}
      onMeasure={onMeasure}
      onClose={() => setClosing(true)}
      onDone={(step) => done(step, '')}
    />
  );
  return (
    <Sheet title={child ? callName(child) : found.childName} back={say('back')} onClose={onBack} footer={footer} whole>
      <div className="tb-health-case">
        <section className="card tb-health-found">
          <h2>{say('found', { period: periodWord(found.period, language) })}</h2>
          <p>
            {sayStep('stepBy', {
              time: clockAndDay(found.at, language, props.room.timeZone, serverNow()),
              by: found.by,
            })}
          </p>
          <p className="tb-health-big">{foundWords(found, language)}</p>
          {found.note && <p>{found.note}</p>}
          <Waiting found={found} guardians={child?.guardians ?? []} timeZone={props.room.timeZone} />
          {child?.guardians
            .filter(({ blocked }) => !blocked)
            .map((guardian) => (
              <a key={guardian.userId} className="tb-button tb-health-call" href={phoneLink(guardian.phone)}>
                <Icon name="phone" size={24} />
                <span>{guardian.relation}</span>
                <b>{guardian.phone}</b>
              </a>
            ))}
        </section>
        <section>
          {isClosing ? (
            <Why onWhy={(why) => done('closed', why)} />
          ) : (
            <Steps steps={found.followUps} timeZone={props.room.timeZone} />
          )}
        </section>
      </div>
    </Sheet>
  );
}

function Why({ onWhy }: { onWhy: (why: string) => void }) {
  const say = useWords(sheetHealthWords);
  return (
    <>
      <h2 className="tb-step">{say('closeWhy')}</h2>
      <div className="tb-choices">
        {WHY.map((why) => (
          <button key={why} type="button" onClick={() => onWhy(say(`why_${why}`))}>
            {say(`why_${why}`)}
          </button>
        ))}
      </div>
    </>
  );
}

type DeedsProps = {
  state: HealthCase['state'];
  /** Then who fetches it is handed it, which says so by itself. */
  isHere: boolean;
  onHandOver: () => void;
  onMeasure: () => void;
  onClose: () => void;
  onDone: (step: 'called' | 'fetched') => void;
};

/** The call is what is asked for until the family knows; then it is to be settled. */
function Deeds({ state, isHere, onHandOver, onMeasure, onClose, onDone }: DeedsProps) {
  const say = useWords(sheetHealthWords);
  const sayRoom = useWords(caregiverWords);
  const isWaiting = state === 'waiting';
  const [plain, main] = ['tb-button', 'tb-button tb-go tb-go-short'];
  return (
    <>
      <button type="button" className="tb-button" onClick={onMeasure}>
        <Icon name="thermometer" size={24} />
        {say('again')}
      </button>
      <button type="button" className="tb-button" onClick={isHere ? onHandOver : () => onDone('fetched')}>
        <Icon name="leave" size={24} />
        {isHere ? sayRoom('handOver') : say('fetched')}
      </button>
      <span className="row-space" />
      <button type="button" className={isWaiting ? main : plain} onClick={() => onDone('called')}>
        <Icon name="phone" size={26} />
        {say('called')}
      </button>
      <button type="button" className={isWaiting ? plain : main} onClick={onClose}>
        <Icon name="check" size={24} />
        {say('close')}
      </button>
    </>
  );
}

type WaitingProps = { found: HealthCase; guardians: RoomChild['guardians']; timeZone: string };

function Waiting({ found, guardians, timeZone }: WaitingProps) {
  const say = useWords(healthWords);
  const sayFamily = useWords(sheetHealthWords);
  const now = useNow(15_000);
  if (found.state !== 'waiting') {
    const answer = familyAnswer(found, guardians, { say: sayFamily, note: true });
    return <p className="tb-health-known">{answer ?? say('answered')}</p>;
  }
  const isOverdue = now >= new Date(found.dueAt);
  return (
    <p className={isOverdue ? 'tb-health-overdue' : 'tb-health-waiting'} role="status">
      {isOverdue
        ? say('overdue', { n: minutesBetween(found.at, now) })
        : say('waitingSince', { time: clock(found.at, timeZone) })}
    </p>
  );
}

function Steps({ steps, timeZone }: { steps: readonly HealthFollowUp[]; timeZone: string }) {
  const say = useWords(sheetHealthWords);
  const sayStep = useWords(healthWords);
  const language = useLanguage();
  return (
    <>
      <h2 className="tb-step">{say('steps')}</h2>
      {steps.length === 0 && <p className="tb-lead">{say('noSteps')}</p>}
      <ul className={steps.length === 0 ? 'unseen' : 'tb-lines'}>
        {steps.map(({ followUpId, kind, note, by, at, temperature }) => (
          <li key={followUpId}>
            <b>{sayStep(`step_${kind}`, { measured: temperature === null ? '' : degrees(temperature, language) })}</b>
            <span>{[note, sayStep('stepBy', { time: clock(at, timeZone), by })].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
