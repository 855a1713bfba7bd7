import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { ConcernFile } from '#contract/concerns.ts';
import { concernWords } from '../../features/concerns/words.ts';
import { STATE_TONE } from '../../features/concerns/own-concerns.tsx';
import { clock, clockAndDay, dayAndClock } from '../../shared/time.ts';
import { Pill } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { asClock } from '../clock-time.ts';
import { ConcernHistory } from './concern-history.tsx';
import { AuthorityModal, CloseModal, NoteModal } from './step-modals.tsx';
import { isAuthorityTold, useTake } from './take.ts';
import { concernScreenWords } from './words.ts';

const MODALS = { note: NoteModal, tell: AuthorityModal, close: CloseModal };

/** What was reported, what was done with it, and what may be done next. */
export function ConcernRecord({ file }: { file: ConcernFile }) {
  const say = useWords(concernScreenWords);
  const take = useTake(file.concernId);
  const [asked, setAsked] = useState<keyof typeof MODALS | null>(null);
  const Modal = asked && MODALS[asked];
  const isTold = isAuthorityTold(file);
  return (
    <section className="cc-record" aria-labelledby="cc-title">
      <Heading file={file} />
      <p className="cc-duty">{say('duty')}</p>
      <section className="card cc-said" aria-labelledby="cc-said">
        <h3 id="cc-said">{say('said')}</h3>
        <p className="cc-text">{file.text}</p>
        <Facts file={file} />
      </section>
      <Holds file={file} />
      <ConcernHistory file={file} />
      <footer className="cc-actions">
        <Button onClick={() => setAsked('note')}>{say('note')}</Button>
        <Button type={isTold ? 'default' : 'primary'} onClick={() => setAsked('tell')}>
          {say('tell')}
        </Button>
        {file.state !== 'closed' && (
          <Button type={isTold ? 'primary' : 'default'} onClick={() => setAsked('close')}>
            {say('close')}
          </Button>
        )}
      </footer>
      {Modal && <Modal file={file} take={take} onClose={() => setAsked(null)} />}
    </section>
  );
}

function Heading({ file }: { file: ConcernFile }) {
  const say = useWords(concernScreenWords);
  const words = useWords(concernWords);
  const language = useLanguage();
  const { receipt, state, isForOperator, reporter, reportedAt, deviceName, timeZone } = file;
  const reported = say('reportedBy', { by: reporter, at: dayAndClock(reportedAt, language, timeZone) });
  const from = deviceName === null ? [] : [say('onTablet', { tablet: deviceName })];
  return (
    <header className="cc-head">
      <div>
        <h2 id="cc-title">{receipt}</h2>
        <p className="small dim">{[reported, ...from, file.siteName].join(' · ')}</p>
      </div>
      <span className="row">
        {isForOperator && (
          <Pill tone="offline" icon="lock">
            {say('forOperator')}
          </Pill>
        )}
        <Pill tone={STATE_TONE[state]}>{words(`state_${state}`)}</Pill>
      </span>
    </header>
  );
}

function Facts({ file }: { file: ConcernFile }) {
  const say = useWords(concernScreenWords);
  const words = useWords(concernWords);
  const { about, subject, child, classroomName, deviceName, where, happenedOn, happenedMinute, toldAuthority } = file;
  const facts: [string, ReactNode][] = [
    [say('about'), words(`about_${about}`)],
    ...(subject === null ? [] : [[say('subject'), subject] as [string, ReactNode]]),
    [say('child'), child?.name],
    [say('when'), [happenedOn, happenedMinute === null ? '' : asClock(happenedMinute)].filter(Boolean).join(' ')],
    [say('where'), where],
    // On a tablet it is where it was written, which says nothing of where it happened.
    [say(deviceName === null ? 'classroom' : 'tabletRoom'), classroomName],
    [say('told'), say(toldAuthority ? 'yes' : 'no')],
  ];
  return (
    <dl className="cc-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value || <span className="dim">{say('notSaid')}</span>}</dd>
        </div>
      ))}
    </dl>
  );
}

function Holds({ file: { holds, happenedOn, timeZone } }: { file: ConcernFile }) {
  const say = useWords(concernScreenWords);
  const language = useLanguage();
  if (holds.length === 0 && happenedOn !== null) return null;
  return (
    <section className="card cc-said" aria-labelledby="cc-holds">
      <h3 id="cc-holds">{say('holds')}</h3>
      {holds.length === 0 && <p className="dim">{say('noHold')}</p>}
      <ul>
        {holds.map(({ cameraName: camera, from, to }) => (
          <li key={camera}>
            {say('hold', { camera, from: clockAndDay(from, language, timeZone), to: clock(to, timeZone) })}
          </li>
        ))}
      </ul>
    </section>
  );
}
