import { useEffect, useRef, useState } from 'react';
import {
  type ConsentStandingView,
  type ConsentTextView,
  NOTICE_DAYS,
  type OwnChildConsents,
} from '#contract/consents.ts';
import type { ConsentKind } from '#contract/people.ts';
import { consentWords, dayOfPaper } from '../../features/consents/words.ts';
import { Button } from '../../shared/ui/button.tsx';
import type { IconName } from '../../shared/ui/icon.tsx';
import { Pill, type PillTone } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { SendPaper } from './send-paper.tsx';
import { SentPaper } from './sent-paper.tsx';
import { SignText } from './sign-text.tsx';
import { WithdrawForm } from './withdraw-form.tsx';
import { ownConsentWords } from './words.ts';

type Props = { child: OwnChildConsents; consent: ConsentStandingView; startsOpen: boolean };
type Open = 'sign' | 'withdraw' | 'paper' | null;
/** What was done, and is said then. */
type Done = 'signed' | 'withdrawn' | 'paperSent';

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
  const asks = askedOf(consent, text);
  const [open, setOpen] = useState<Open>(startsOpen && asks.needsAnswer ? asks.answer : null);
  const [said, setSaid] = useState<Done | null>(null);
  const go = (to: Open, done: Done | null = null) => {
    setOpen(to);
    setSaid(done);
  };
  const card = useCardLedTo(startsOpen);
  return (
    <article ref={card} className={state === 'valid' ? 'card consent' : 'card consent consent-asks'}>
      <div className="row consent-head">
        <h3>{kinds(kind)}</h3>
        <Pill {...LOOK[state]}>{kinds(`state_${state}`)}</Pill>
        {isSoon(consent) && <Soon />}
      </div>
      <Standing child={child} consent={consent} newer={asks.isNewer ? text : undefined} />
      <SentPaper child={child} kind={kind} />
      <p role="status" className="consent-said">
        {said && say(said)}
      </p>
      {open === null && <Acts consent={consent} asks={asks} onOpen={go} />}
      <Opened open={open} child={child} kind={kind} text={text} onDone={(done) => go(null, done)} />
      {open !== 'sign' && text && <FullText text={text} />}
    </article>
  );
}

/** Who was sent to this consent from another page finds it on the screen, and what there is to fill in under the hands. */
function useCardLedTo(isLedTo: boolean) {
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isLedTo) return;
    card.current?.scrollIntoView({ block: 'start' });
    card.current?.querySelector<HTMLElement>('form')?.focus({ preventScroll: true });
  }, [isLedTo]);
  return card;
}

type Asks = { needsAnswer: boolean; isNewer: boolean; answer: 'sign' | 'paper'; canAnswer: boolean };

/** An insurance is answered by showing it, the others by signing the newest text. */
function askedOf(consent: ConsentStandingView, text: ConsentTextView | undefined): Asks {
  const isNewer = text !== undefined && consent.version !== null && text.version > consent.version;
  const answer = consent.kind === 'insurance' ? 'paper' : 'sign';
  return {
    needsAnswer: consent.state !== 'valid' || isSoon(consent),
    isNewer,
    answer,
    canAnswer: answer === 'paper' || text !== undefined,
  };
}

function Soon() {
  const say = useWords(ownConsentWords);
  return (
    <Pill tone="stalled" icon="clock">
      {say('endsSoon')}
    </Pill>
  );
}

type ActsProps = { consent: ConsentStandingView; asks: Asks; onOpen: (open: Open) => void };

function Acts({ consent: { kind, state }, asks, onOpen }: ActsProps) {
  const say = useWords(ownConsentWords);
  const isValid = state === 'valid';
  if (kind === 'insurance') {
    return (
      <div className="row consent-acts">
        <Button kind={isValid ? 'plain' : 'primary'} onClick={() => onOpen('paper')}>
          {say('toUpload')}
        </Button>
      </div>
    );
  }
  return (
    <div className="row consent-acts">
      {(asks.needsAnswer || asks.isNewer) && asks.canAnswer && (
        <Button kind={isValid ? 'plain' : 'primary'} onClick={() => onOpen('sign')}>
          {say(isValid ? 'signAgain' : ANSWER[kind])}
        </Button>
      )}
      {!isValid && !asks.canAnswer && <p className="small">{say('noText')}</p>}
      <Button onClick={() => onOpen(isValid ? 'withdraw' : 'paper')}>{say(isValid ? 'withdraw' : 'paperAlso')}</Button>
    </div>
  );
}

type OpenedProps = {
  open: Open;
  child: OwnChildConsents;
  kind: ConsentKind;
  text: ConsentTextView | undefined;
  onDone: (done?: Done) => void;
};

function Opened({ open, child, kind, text, onDone }: OpenedProps) {
  const of = (done: Done) => ({ child, onDone: () => onDone(done), onCancel: () => onDone() });
  if (open === 'sign' && text) return <SignText {...of('signed')} text={text} />;
  if (open === 'withdraw' && kind !== 'insurance') return <WithdrawForm {...of('withdrawn')} kind={kind} />;
  return open === 'paper' ? <SendPaper {...of('paperSent')} kind={kind} /> : null;
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
  const versionWords = (n: number) =>
    newer && state !== 'valid' ? say('versionAgain', { n, next: newer.version }) : kinds('version', { n });
  const ends = until === null ? kinds('forever') : kinds('until', { date: day(until) });
  const parts = [
    ...(state === 'valid' || (state === 'expired' && until !== null) ? [ends] : []),
    ...(version !== null && kind !== 'insurance' ? [versionWords(version)] : []),
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
