import type { ChildId } from '../contract/ids.ts';
import type { RefusalReason } from '../contract/refusal.ts';
import { earliest } from './consent-state.ts';
import type { ChildFacts, WatchFacts } from './facts.ts';
import * as term from './watch-terms.ts';

export type WatchDecision =
  | { allowed: true; until: Date; childId: ChildId | null }
  | { allowed: false; reason: RefusalReason; detail: term.RefusalDetail };

/** The same for everybody, so it may be said to everybody. */
const EVERYBODY: term.Term[] = [
  term.factsAreOfToday,
  term.siteIsOn,
  term.accountIsActive,
  term.isSignedIn,
  term.secondFactorIsMet,
];
/** Not told apart from one another in front of a guardian, and decided before anything about the child. */
const HIDDEN: term.Term[] = [term.isNotDenied, term.cameraIsEnabled, term.areaIsLawful];
const CHILD_IN_ROOM: term.ChildTerm[] = [term.isInThisRoom];
const CHILD_RECORDS: term.ChildTerm[] = [
  term.consentIsValid('agreement'),
  term.consentIsValid('insurance'),
  term.consentIsValid('risk_notice'),
  term.consentIsValid('video'),
  term.isInSession,
];
const ROOM_AND_LIMITS: term.Term[] = [
  term.roomWindowIsOpen,
  term.networkIsAllowed,
  term.isNotPaused,
  term.roomConsentIsComplete,
  term.minutesAreLeft,
  term.streamsAreLeft,
];

/**
 * May this person watch this camera at `now`? THE rule: the only judge of viewing in this service.
 * Pure: no database, no clock. Fails closed. An allowed view must be decided again at `until`, and whenever a fact changes.
 */
export function mayWatch(facts: WatchFacts, now: Date): WatchDecision {
  if (facts.staff !== null)
    return decide(
      STAFF.map((ask) => ask(facts, now)),
      facts,
      null,
    );
  if (facts.children.length === 0)
    return facts.grant === null ? refuse('not-linked') : guestMayWatch(facts, facts.grant, now);
  const answers = facts.children.map((child) => ({
    child,
    answers: askAll(guardianTerms(facts, child, now), facts, now, child),
  }));
  const decided = answers.map(({ child, answers: given }) => ({
    decision: decide(given, facts, child.childId),
    passed: passedOf(given),
  }));
  return decided.reduce((best, next) => (isBetter(next, best) ? next : best)).decision;
}

const STAFF: term.Term[] = [...EVERYBODY, ...HIDDEN, term.isNotPaused, term.staffMay];

/** A grant alone: it stands in for the child's terms, and for nothing else. */
function guestMayWatch(facts: WatchFacts, grant: NonNullable<WatchFacts['grant']>, now: Date): WatchDecision {
  const answers = [...EVERYBODY, term.siteIsOpen, ...HIDDEN].map((ask) => ask(facts, now));
  return decide([...answers, grantHolds(grant, now), ...ROOM_AND_LIMITS.map((ask) => ask(facts, now))], facts, null);
}

function grantHolds(grant: NonNullable<WatchFacts['grant']>, now: Date): term.TermAnswer {
  if (grant.isWithdrawn) return term.fails('right-withdrawn');
  if (grant.endsAt <= now) return term.fails('grant-ended', { to: grant.endsAt });
  return grant.startsAt <= now
    ? term.holds(grant.endsAt)
    : term.fails('outside-window', { from: grant.startsAt, to: grant.endsAt });
}

/** With a grant that runs, being in the room is not asked; until the grant ends. */
function guardianTerms(facts: WatchFacts, child: ChildFacts, now: Date): term.ChildTerm[] {
  const granted = facts.grant === null ? null : grantHolds(facts.grant, now);
  const inRoom = CHILD_IN_ROOM.every((ask) => ask(facts, now, child).holds);
  const inRoomTerms = granted?.holds === true && !inRoom ? [() => granted] : CHILD_IN_ROOM;
  return [
    ...EVERYBODY,
    term.siteIsOpen,
    ...HIDDEN,
    term.isNotBlocked,
    ...inRoomTerms,
    ...CHILD_RECORDS,
    ...ROOM_AND_LIMITS,
  ];
}

const askAll = (terms: term.ChildTerm[], facts: WatchFacts, now: Date, child: ChildFacts) =>
  terms.map((ask) => ask(facts, now, child));

function decide(answers: readonly term.TermAnswer[], facts: WatchFacts, childId: ChildId | null): WatchDecision {
  const failed = answers.find((answer) => !answer.holds);
  if (failed?.holds === false) return { allowed: false, reason: failed.reason, detail: failed.detail };
  const until = earliest([facts.site.dayEndsAt, ...answers.map((answer) => (answer.holds ? answer.until : null))]);
  return { allowed: true, until: until ?? facts.site.dayEndsAt, childId };
}

const refuse = (reason: RefusalReason): WatchDecision => ({ allowed: false, reason, detail: {} });

/** How many terms held before the first that did not. */
const passedOf = (answers: readonly term.TermAnswer[]): number => {
  const failed = answers.findIndex((answer) => !answer.holds);
  return failed === -1 ? answers.length : failed;
};

type Candidate = { decision: WatchDecision; passed: number };
/** Of several children the one that allows longest counts; if none does, the one that came furthest. */
function isBetter(a: Candidate, b: Candidate): boolean {
  if (a.decision.allowed && b.decision.allowed) return a.decision.until > b.decision.until;
  if (a.decision.allowed !== b.decision.allowed) return a.decision.allowed;
  return a.passed > b.passed;
}
