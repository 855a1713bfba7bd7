import type { WatchTerm } from '../contract/access.ts';
import type { ChildId } from '../contract/ids.ts';
import type { RefusalReason } from '../contract/refusal.ts';
import { earliest } from './consent-state.ts';
import type { ChildFacts, WatchFacts } from './facts.ts';
import * as term from './watch-terms.ts';

export type WatchDecision =
  | { allowed: true; until: Date; childId: ChildId | null; as: ViewedAs }
  | { allowed: false; reason: RefusalReason; detail: term.RefusalDetail };

/** By which right. */
export type ViewedAs = 'guardian' | 'guest' | 'staff';

/** One term of the rule and what it said. */
export type Asked = { term: WatchTerm; answer: term.TermAnswer };
type Named = readonly [WatchTerm, term.Term];
type NamedOfChild = readonly [WatchTerm, term.ChildTerm];

/** The same for everybody, so it may be said to everybody. */
const EVERYBODY: readonly Named[] = [
  ['today', term.factsAreOfToday],
  ['site-on', term.siteIsOn],
  ['account', term.accountIsActive],
  ['signed-in', term.isSignedIn],
  ['second-factor', term.secondFactorIsMet],
];
const OPENING: readonly Named[] = [['site-open', term.siteIsOpen]];
/** Not told apart from one another in front of a guardian, and decided before anything about the child. */
const HIDDEN: readonly Named[] = [
  ['not-denied', term.isNotDenied],
  ['camera-enabled', term.cameraIsEnabled],
  ['area', term.areaIsLawful],
];
const NOT_BLOCKED: readonly NamedOfChild[] = [['not-blocked', term.isNotBlocked]];
const CHILD_IN_ROOM: readonly NamedOfChild[] = [['in-room', term.isInThisRoom]];
const CHILD_RECORDS: readonly NamedOfChild[] = [
  ['agreement', term.consentIsValid('agreement')],
  ['insurance', term.consentIsValid('insurance')],
  ['risk-notice', term.consentIsValid('risk_notice')],
  ['video', term.consentIsValid('video')],
  ['session', term.isInSession],
];
const NOT_PAUSED: readonly Named[] = [['not-paused', term.isNotPaused]];
const CHILD_WINDOW: readonly NamedOfChild[] = [['window', term.isInOwnWindow]];
const ROOM_WINDOW: readonly Named[] = [['window', term.roomWindowIsOpen]];
const LIMITS: readonly Named[] = [
  ['network', term.networkIsAllowed],
  ...NOT_PAUSED,
  ['room-consent', term.roomConsentIsComplete],
  ['minutes', term.minutesAreLeft],
  ['streams', term.streamsAreLeft],
];
const STAFF: readonly Named[] = [
  ...EVERYBODY,
  ...HIDDEN,
  ['not-blocked', term.isKeptFromNobodyHere],
  ...NOT_PAUSED,
  ['staff', term.staffMay],
];

/**
 * May this person watch this camera at `now`? THE rule: the only judge of viewing in this service.
 * Pure: no database, no clock. Fails closed. An allowed view must be decided again at `until`, and whenever a fact changes.
 */
export const mayWatch = (facts: WatchFacts, now: Date): WatchDecision => explainWatch(facts, now).decision;

export type WatchExplanation = { decision: WatchDecision; asked: Asked[] };

/** The same answer with every term that was asked, held or not, in the order of the rule: for administrators only. */
export function explainWatch(facts: WatchFacts, now: Date): WatchExplanation {
  if (facts.staff !== null) return decided(askEach(STAFF, facts, now), facts, { as: 'staff' });
  if (facts.children.length > 0) {
    return facts.children
      .map((child) => decided(askOfChild(facts, child, now), facts, { as: 'guardian', childId: child.childId }))
      .reduce((best, next) => (isBetter(next, best) ? next : best));
  }
  if (facts.grant === null)
    return decided([{ term: 'linked', answer: term.fails('not-linked') }], facts, { as: 'guest' });
  return decided(askOfGuest(facts, facts.grant, now), facts, { as: 'guest' });
}

type Grant = NonNullable<WatchFacts['grant']>;

/** A grant alone: it stands in for the child's terms, and for nothing else. */
const askOfGuest = (facts: WatchFacts, grant: Grant, now: Date): Asked[] => [
  ...askEach([...EVERYBODY, ...OPENING, ...HIDDEN, ['not-blocked', term.isNotHeldBack]], facts, now),
  { term: 'grant', answer: grantHolds(grant, now) },
  ...askEach([...ROOM_WINDOW, ...LIMITS], facts, now),
];

function grantHolds(grant: Grant, now: Date): term.TermAnswer {
  if (grant.isWithdrawn) return term.fails('right-withdrawn');
  if (grant.endsAt <= now) return term.fails('grant-ended', { to: grant.endsAt });
  return grant.startsAt <= now
    ? term.holds(grant.endsAt)
    : term.fails('outside-window', { from: grant.startsAt, to: grant.endsAt });
}

/** With a grant that runs, being in the room is not asked; until the grant ends. */
function askOfChild(facts: WatchFacts, child: ChildFacts, now: Date): Asked[] {
  const ask = (terms: readonly NamedOfChild[]) =>
    terms.map(([name, one]) => ({ term: name, answer: one(facts, now, child) }));
  const inRoom = ask(CHILD_IN_ROOM);
  const granted = facts.grant === null ? null : grantHolds(facts.grant, now);
  const isStoodIn = granted?.holds === true && inRoom.some(({ answer }) => !answer.holds);
  return [
    ...ask([...EVERYBODY, ...OPENING, ...HIDDEN, ...NOT_BLOCKED]),
    ...(isStoodIn ? [{ term: 'grant' as const, answer: granted }] : inRoom),
    ...ask([...CHILD_RECORDS, ...CHILD_WINDOW, ...LIMITS]),
  ];
}

const askEach = (terms: readonly Named[], facts: WatchFacts, now: Date): Asked[] =>
  terms.map(([name, ask]) => ({ term: name, answer: ask(facts, now) }));

function decided(
  asked: Asked[],
  facts: WatchFacts,
  { as, childId = null }: { as: ViewedAs; childId?: ChildId | null },
): WatchExplanation {
  const failed = asked.map(({ answer }) => answer).find((answer) => !answer.holds);
  if (failed?.holds === false)
    return { decision: { allowed: false, reason: failed.reason, detail: failed.detail }, asked };
  const ends = asked.map(({ answer }) => (answer.holds ? answer.until : null));
  const until = earliest([facts.site.dayEndsAt, ...ends]) ?? facts.site.dayEndsAt;
  return { decision: { allowed: true, until, childId, as }, asked };
}

/** How many terms held before the first that did not. */
const passedOf = (asked: readonly Asked[]): number => {
  const failed = asked.findIndex(({ answer }) => !answer.holds);
  return failed === -1 ? asked.length : failed;
};

/** Of several children the one that allows longest counts; if none does, the one that came furthest. */
function isBetter(a: WatchExplanation, b: WatchExplanation): boolean {
  if (a.decision.allowed && b.decision.allowed) return a.decision.until > b.decision.until;
  if (a.decision.allowed !== b.decision.allowed) return a.decision.allowed;
  return passedOf(a.asked) > passedOf(b.asked);
}
