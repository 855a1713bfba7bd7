import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Refusal } from '#contract/refusal.ts';
import { isProblem } from '../../shared/problem-error.ts';
import { phoneLink } from '../../shared/phone-link.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Icon, type IconName } from '../../shared/ui/icon.tsx';
import { Pattern } from '../../shared/ui/patterns.tsx';
import { useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { endSentence, refusalLook, refusalTitle } from '../../shared/words/refusals.ts';
import type { LiveEnd, LiveState } from './live-state.ts';
import { GiveReason } from './give-reason.tsx';
import { SecondStepOffer } from './second-step-offer.tsx';
import { liveWords } from './words.ts';

export type LiveMessageProps = {
  state: LiveState;
  posterTime: string | null;
  onResume: () => void;
  onReason: (reason: string) => void;
  /** Null unless the picture that is one too many can be stopped from here. */
  onStopOther: (() => void) | null;
  /** The address of a room, for "your child is in the other room now". */
  roomAddress?: (classroomId: string) => string;
  /** Where the consent is signed or shown that this refusal asks for; null when it asks for none. */
  consentAddress?: (code: Refusal['code']) => string | null;
  /** Where the network can be tested, for an end that it may be the cause of. */
  networkTestAddress?: string;
};

/** What is said in the place of the picture, or over it. Nothing while it simply plays. */
export function LiveMessage({
  state,
  posterTime,
  roomAddress,
  consentAddress,
  networkTestAddress,
  ...on
}: LiveMessageProps) {
  const say = useWords(liveWords);
  switch (state.phase) {
    case 'playing':
      return null;
    case 'opening':
    case 'connecting':
      return (
        <Message over mark={<span className="live-ring" />} title={say(state.slow ? 'slow' : 'opening')}>
          {posterTime !== null && <p>{say('posterFirst', { time: posterTime })}</p>}
        </Message>
      );
    case 'stalled':
      return (
        <Message over mark={<Mark icon="hourglass" tone="stalled" />} title={say('stalledTitle', { n: state.seconds })}>
          <p>{say('stalledLead')}</p>
        </Message>
      );
    case 'paused':
      return (
        <Message
          pattern={<Pattern name="arcs" />}
          mark={<Mark icon="pause" tone="refused" />}
          title={say(state.by === 'idle' ? 'idleTitle' : 'pausedTitle')}
        >
          <p>{say(state.by === 'idle' ? 'idleLead' : 'pausedLead')}</p>
          <Button kind="primary" onClick={on.onResume}>
            <Icon name="play" />
            {say('resume')}
          </Button>
        </Message>
      );
    case 'ended':
      return <Ended {...{ state, roomAddress, consentAddress, networkTestAddress }} {...on} />;
  }
}

type EndedProps = Pick<LiveMessageProps, 'onResume' | 'onReason' | 'onStopOther'> & {
  state: Extract<LiveState, { phase: 'ended' }>;
  roomAddress: ((classroomId: string) => string) | undefined;
  consentAddress: LiveMessageProps['consentAddress'];
  networkTestAddress: string | undefined;
};

function Ended({ state, onResume, onReason, onStopOther, ...addresses }: EndedProps) {
  const say = useWords(liveWords);
  const language = useLanguage();
  const refusal = 'error' in state.end ? null : state.end.refusal;
  const code = refusal?.code ?? 'not-available';
  const look = refusal
    ? refusalLook(code)
    : { pattern: 'bars' as const, icon: 'plug' as const, tone: 'offline' as const };
  const sentence =
    'error' in state.end ? errorSentence(state.end.error, language) : endSentence(state.end.reason, refusal, language);
  const title = refusal ? refusalTitle(refusal, language) : say('endedTitle');
  return (
    <Message
      pattern={<Pattern name={look.pattern} />}
      dark={look.pattern === 'bars'}
      mark={<Mark icon={look.icon} tone={look.tone} />}
      title={title}
    >
      <p>{refusal && state.wasWatching ? say('ended', { sentence }) : sentence}</p>
      {state.retrying && <p className="small">{say('retrying')}</p>}
      {code === 'reason-needed' && <GiveReason onReason={onReason} />}
      {code === 'too-many-streams' && onStopOther && (
        <Button kind="primary" onClick={onStopOther}>
          <Icon name="play" />
          {say('stopOther')}
        </Button>
      )}
      <Offer refusal={refusal} {...addresses} />
      <NetworkTestOffer end={state.end} address={addresses.networkTestAddress} />
      {!refusal && (
        <Button onClick={onResume}>
          <Icon name="undo" />
          {say('again')}
        </Button>
      )}
    </Message>
  );
}

function NetworkTestOffer({ end, address }: { end: LiveEnd; address: string | undefined }) {
  const say = useWords(liveWords);
  if (!address || !mayBeTheNetwork(end)) return null;
  return (
    <Link className="button" to={address}>
      <Icon name="wifi" />
      {say('networkTest')}
    </Link>
  );
}

/** A no that names the network, and ends of which nobody has said why. */
function mayBeTheNetwork(end: LiveEnd): boolean {
  if ('error' in end) return !isProblem(end.error, 'browser-cannot-play');
  if (end.refusal) return end.refusal.code === 'network-not-allowed';
  return end.reason === 'never-started' || end.reason === 'lease-expired';
}

/** What the reader can do about a no. */
function Offer({
  refusal,
  roomAddress,
  consentAddress,
}: Pick<EndedProps, 'roomAddress' | 'consentAddress'> & { refusal: Refusal | null }) {
  const say = useWords(liveWords);
  const consent = refusal && consentAddress?.(refusal.code);
  if (consent) return <ConsentLink to={consent} code={refusal.code} />;
  if (refusal?.code === 'second-factor-needed') return <SecondStepOffer />;
  if (refusal?.code === 'child-elsewhere' && refusal.classroomId && roomAddress) {
    return (
      <Link className="button" to={roomAddress(refusal.classroomId)}>
        {say('goTo')}
      </Link>
    );
  }
  if (!refusal?.phone || !CALLABLE.has(refusal.code)) return null;
  return (
    <a className="button" href={phoneLink(refusal.phone)}>
      <Icon name="phone" />
      {say('call', { phone: refusal.phone })}
    </a>
  );
}

function ConsentLink({ to, code }: { to: string; code: Refusal['code'] }) {
  const say = useWords(liveWords);
  return (
    <Link className="button button-primary" to={to}>
      {say(code === 'insurance-invalid' ? 'sendPolicy' : 'goToConsent')}
    </Link>
  );
}

const CALLABLE: ReadonlySet<string> = new Set([
  'not-available',
  'account-inactive',
  'agreement-invalid',
  'insurance-invalid',
  'risk-notice-unread',
  'video-consent-invalid',
]);

function Mark({ icon, tone }: { icon: IconName; tone: 'stalled' | 'paused' | 'offline' | 'refused' }) {
  return (
    <span className={`live-mark pill-${tone}`}>
      <Icon name={icon} size={22} />
    </span>
  );
}

type MessageProps = {
  mark: ReactNode;
  title: string;
  children: ReactNode;
  pattern?: ReactNode;
  over?: boolean;
  dark?: boolean;
};

function Message({ mark, title, children, pattern, over = false, dark = false }: MessageProps) {
  return (
    <>
      {pattern}
      <div
        className={['live-message', over && 'live-message-over', dark && 'live-message-dark'].filter(Boolean).join(' ')}
      >
        {mark}
        <strong>{title}</strong>
        {children}
      </div>
    </>
  );
}
