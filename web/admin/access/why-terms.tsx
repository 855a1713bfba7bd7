import type { WhyAnswer } from '#contract/access.ts';
import { clockAndDay, clock, clockOfEnd } from '../../shared/time.ts';
import { Icon, type IconName } from '../../shared/ui/icon.tsx';
import { type Say, useWords } from '../../shared/words/book.ts';
import { type Language, useLanguage } from '../../shared/words/language.ts';
import { REASON_SENTENCE } from './reason-words.ts';
import { whyWords } from './why-words.ts';

type Term = WhyAnswer['terms'][number];
type Words = Say<(typeof whyWords)['keys'][number]>;
type Spans = WhyAnswer['facts']['open'];

/** Asked as an administrator wonders: what only a signed-in browser can tell is not said here. */
const UNSAID: ReadonlySet<string> = new Set(['today', 'signed-in']);

/** Every term of the rule in its order: what held, and what did not. */
export function WhyTerms({ why, timeZone }: { why: WhyAnswer; timeZone: string }) {
  const say = useWords(whyWords);
  const language = useLanguage();
  const terms = why.terms.filter(({ term, holds }) => !holds || !UNSAID.has(term));
  return (
    <ul className="ax-terms" aria-label={say('terms')}>
      {terms.map((term) => (
        <li key={term.term} className={classOf(term)}>
          <Icon name={signOf(term)} size={15} weight={2.4} />
          <span>
            {!isOpen(term) && <span className="unseen">{say(term.holds ? 'spokenHolds' : 'spokenFails')}</span>}
            {sentenceOf(term, why, { say, language, timeZone })}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Nobody watches yet whose network could be looked at. */
const isOpen = ({ term, holds }: Term): boolean => holds && term === 'network';

const signOf = (term: Term): IconName => (isOpen(term) ? 'hourglass' : term.holds ? 'check' : 'close');

function classOf(term: Term): string | undefined {
  if (isOpen(term)) return 'ax-open';
  return term.holds ? undefined : 'ax-fails';
}

type In = { say: Words; language: Language; timeZone: string };

function sentenceOf(term: Term, why: WhyAnswer, place: In): string {
  const { language } = place;
  if (!term.holds) return REASON_SENTENCE[term.reason ?? 'cannot-decide'][language];
  return HELD[term.term](why, term, place);
}

const spansIn = (spans: Spans, { timeZone }: In): string =>
  spans.map(({ from, to }) => `${clock(from, timeZone)}–${clockOfEnd(to, timeZone)}`).join('、');
const plain =
  (key: (typeof whyWords)['keys'][number]) =>
  (_why: WhyAnswer, _term: Term, { say }: In): string =>
    say(key);
/** With its end, where it has one. */
const paper =
  (key: 'agreement' | 'insurance' | 'riskNotice' | 'video') =>
  (why: WhyAnswer, { until }: Term, { say, language, timeZone }: In): string =>
    until === null ? say(key) : say(`${key}Until`, { time: clockAndDay(until, language, timeZone, new Date(why.at)) });

const HELD: Record<Term['term'], (why: WhyAnswer, term: Term, place: In) => string> = {
  linked: plain('linked'),
  today: plain('siteOn'),
  'signed-in': plain('account'),
  'site-on': plain('siteOn'),
  account: plain('account'),
  'second-factor': plain('secondFactor'),
  'site-open': ({ facts }, _term, place) => place.say('siteOpen', { spans: spansIn(facts.open, place) }),
  'not-denied': plain('notDenied'),
  'camera-enabled': plain('cameraEnabled'),
  area: plain('area'),
  'not-blocked': plain('notBlocked'),
  'in-room': ({ facts: { child } }, _term, { say, timeZone }) =>
    say('inRoom', {
      child: child?.name ?? '',
      time: child?.at ? clock(child.at, timeZone) : '',
      room: child?.room ?? '',
    }),
  grant: (why, _term, { say, language, timeZone }) =>
    say('grant', {
      time: why.facts.grantUntil ? clockAndDay(why.facts.grantUntil, language, timeZone, new Date(why.at)) : '',
    }),
  agreement: paper('agreement'),
  insurance: paper('insurance'),
  'risk-notice': paper('riskNotice'),
  video: paper('video'),
  session: ({ facts: { session, child } }, _term, place) =>
    place.say('session', { child: child?.name ?? '', spans: spansIn(session, place) }),
  window: ({ facts: { windows } }, _term, place) =>
    windows === null ? place.say('windowFollows') : place.say('window', { spans: spansIn(windows, place) }),
  network: plain('network'),
  'not-paused': plain('notPaused'),
  'room-consent': ({ facts: { roomConsent } }, _term, { say }) =>
    roomConsent === null
      ? say('roomConsentAtEnrolment')
      : roomConsent.asked === null
        ? say('roomConsentOfAll')
        : say('roomConsent', { n: roomConsent.asked }),
  minutes: ({ facts: { minutes } }, _term, { say }) =>
    minutes.limit === null
      ? say('minutesFree', { used: minutes.used })
      : say('minutes', { used: minutes.used, limit: minutes.limit }),
  streams: ({ facts: { streams } }, _term, { say }) => say('streams', { n: streams.others, limit: streams.limit }),
  staff: plain('staff'),
};
