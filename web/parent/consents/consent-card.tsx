import { useState } from 'react';
import {
  type ConsentStandingView,
  type ConsentTextView,
  NOTICE_DAYS,
  type OwnChildConsents,
} from '#contract/consents.ts';
import { consentWords, dayOfPaper } from '../../features/consents/words.ts';
import { Button } from '../../shared/ui/button.tsx';
import type { IconName } from '../../shared/ui/icon.tsx';
import { Pill, type PillTone } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { SendPaper } from './send-paper.tsx';
import { SignText } from './sign-text.tsx';
import { WithdrawForm } from './withdraw-form.tsx';
import { ownConsentWords } from './words.ts';

type Props = { child: OwnChildConsents; consent: ConsentStandingView; startsOpen: boolean };
type Open = 'sign' | 'withdraw' | 'paper' | null;

const LOOK: Record<ConsentStandingView['state'], { tone: PillTone; icon: IconName }> = {
  valid: { tone: 'live', icon: 'check' },
  missing: { tone: 'accent', icon: 'alarm' },
  expired: { tone: 'accent', icon: 'clock' },
  withdrawn: { tone: 'refused', icon: 'undo' },
  outdated: { tone: 'accent', icon: 'alarm' },
};

/** One kind: how it stands, until when, and what can be done about it; what needs an answer is open from the start. */
export function ConsentCard({ child, consent, startsOpen }: Props) {
  const say = useWords(ownConsentWords);
  const kinds = useWords(consentWords);
  const { kind, state } = consent;
  const text = newest(child.texts, kind);
  const soon = isSoon(consent);
  const answer = kind === 'insurance' ? 'paper' : 'sign';
  const [open, setOpen] = useState<Open>(startsOpen && (state !== 'valid' || soon) ? answer : null);
  const close = () => setOpen(null);
  const isNewer = text !== undefined && consent.version !== null && text.version > consent.version;
  const needs = state !== 'valid' || soon || isNewer;
  const words = kind === 'insurance' ? 'toUpload' : state === 'valid' ? 'signAgain' : ANSWER[kind];
  return (
    <article className={needs && state !== 'valid' ? 'card consent consent-asks' : 'card consent'}>
      <div className="row consent-head">
        <h3>{kinds(kind)}</h3>
        <Pill {...LOOK[state]}>{kinds(`state_${state}`)}</Pill>
        {soon && (
          <Pill tone="stalled" icon="clock">
            {say('endsSoon')}
          </Pill>
        )}
      </div>
      <Standing child={child} consent={consent} newer={isNewer ? text : undefined} />
      <Scans child={child} kind={kind} />
      {open === null && (
        <div className="row consent-acts">
          {needs && (answer === 'paper' || text) && (
            <Button kind={state === 'valid' ? 'plain' : 'primary'} onClick={() => setOpen(answer)}>
              {say(words)}
            </Button>
          )}
          {kind !== 'insurance' && state === 'valid' && (
            <Button kind="quiet" onClick={() => setOpen('withdraw')}>
              {say('withdraw')}
            </Button>
          )}
          {kind !== 'insurance' && state !== 'valid' && (
            <Button kind="quiet" onClick={() => setOpen('paper')}>
              {say('paperAlso')}
            </Button>
          )}
        </div>
      )}
      {kind !== 'insurance' && !text && state !== 'valid' && <p className="small">{say('noText')}</p>}
      {open === 'sign' && text && <SignText child={child} text={text} onDone={close} />}
      {open === 'withdraw' && kind !== 'insurance' && <WithdrawForm child={child} kind={kind} onDone={close} />}
      {open === 'paper' && <SendPaper child={child} kind={kind} onDone={close} />}
      {open !== 'sign' && text && <FullText text={text} />}
    </article>
  );
}

const ANSWER = { agreement: 'toSign', video: 'toSign', risk_notice: 'toConfirm' } as const;

const newest = (texts: readonly ConsentTextView[], kind: string): ConsentTextView | undefined =>
  texts.filter((text) => text.kind === kind).sort((a, b) => b.version - a.version)[0];

const isSoon = ({ state, until }: ConsentStandingView): boolean =>
  state === 'valid' && until !== null && Date.parse(until) <= Date.now() + NOTICE_DAYS * 86_400_000;

type StandingProps = { child: OwnChildConsents; consent: ConsentStandingView; newer: ConsentTextView | undefined };

function Standing({ child, consent: { state, until, version, kind }, newer }: StandingProps) {
  const say = useWords(ownConsentWords);
  const kinds = useWords(consentWords);
  const language = useLanguage();
  const day = (at: string) => dayOfPaper(at, language, child.timeZone, { isEnd: true });
  const ends = until === null ? kinds('forever') : kinds('until', { date: day(until) });
  const parts = [
    ...(state === 'valid' || (state === 'expired' && until !== null) ? [ends] : []),
    ...(version !== null && kind !== 'insurance' ? [kinds('version', { n: version })] : []),
  ];
  return (
    <>
      {parts.length > 0 && <p className="dim">{parts.join(' · ')}</p>}
      {newer && state === 'valid' && (
        <p>
          {newer.requiredFrom === null
            ? say('newer', { n: newer.version })
            : say('newerBy', { n: newer.version, date: dayOfPaper(newer.requiredFrom, language, child.timeZone) })}
        </p>
      )}
    </>
  );
}

function Scans({ child, kind }: { child: OwnChildConsents; kind: string }) {
  const say = useWords(ownConsentWords);
  const language = useLanguage();
  const [last] = child.scans.filter((scan) => scan.kind === kind);
  if (!last) return null;
  const date = dayOfPaper(last.uploadedAt, language, child.timeZone);
  return <p className="small">{say(`scan_${last.state}`, { date, why: last.refusedWhy ?? '' })}</p>;
}

function FullText({ text }: { text: ConsentTextView }) {
  const say = useWords(ownConsentWords);
  const kinds = useWords(consentWords);
  const language = useLanguage();
  return (
    <details>
      <summary>
        {say('read')} · {kinds('version', { n: text.version })}
      </summary>
      <div className="consent-text">{text[language]}</div>
    </details>
  );
}
