import type { ChildId } from '../contract/ids.ts';
import type { ConsentKind } from '../contract/people.ts';
import type { RefusalReason } from '../contract/refusal.ts';
import type { Span } from '../platform/calendar.ts';
import { isInNetworks } from '../platform/network-block.ts';
import { consentStanding, earliest } from './consent-state.ts';
import type { ChildFacts, WatchFacts } from './facts.ts';

/** What a sentence about a refusal needs beside its code. */
export type RefusalDetail = { childId?: ChildId; from?: Date; to?: Date; next?: Date; n?: number };
/** One term's answer: it holds (until when; null: as long as the facts stand), or it does not. */
export type TermAnswer =
  { holds: true; until: Date | null } | { holds: false; reason: RefusalReason; detail: RefusalDetail };
export type Term = (facts: WatchFacts, now: Date) => TermAnswer;
export type ChildTerm = (facts: WatchFacts, now: Date, child: ChildFacts) => TermAnswer;

export const holds = (until: Date | null = null): TermAnswer => ({ holds: true, until });
export const fails = (reason: RefusalReason, detail: RefusalDetail = {}): TermAnswer => ({
  holds: false,
  reason,
  detail,
});

const spanAt = (spans: readonly Span[], now: Date): Span | undefined =>
  spans.find((span) => span.from <= now && now < span.to);
const spanAfter = (spans: readonly Span[], now: Date): Span | undefined =>
  spans.filter((span) => span.from > now).sort((a, b) => a.from.getTime() - b.from.getTime())[0];

/** Facts are those of one local day; after it nothing can be said from them. */
export const factsAreOfToday: Term = ({ site }, now) => (now < site.dayEndsAt ? holds() : fails('cannot-decide'));
export const siteIsOn: Term = ({ site }) => (site.isLiveOn ? holds() : fails('site-live-off'));
export const accountIsActive: Term = ({ viewer }) => (viewer.isActive ? holds() : fails('account-inactive'));
export const isSignedIn: Term = ({ viewer: { isSignedIn: isIn, signInEndsAt } }, now) =>
  isIn && (signInEndsAt === null || now < signInEndsAt) ? holds(signInEndsAt) : fails('signed-out');
export const secondFactorIsMet: Term = ({ viewer }) =>
  viewer.isSecondFactorMet ? holds() : fails('second-factor-needed');

export const siteIsOpen: Term = ({ site }, now) => {
  const open = spanAt(site.openToday, now);
  if (open) return holds(open.to);
  if (site.openToday.length === 0) return fails('site-closed', nextOf(site.nextOpening));
  return notYetOrOver(site.openToday, site.nextOpening, now);
};

export const roomWindowIsOpen: Term = ({ room }, now) =>
  room.windowsToday === null ? holds() : windowIsOpen({ today: room.windowsToday, next: room.nextWindow }, now);

function windowIsOpen({ today, next }: NonNullable<ChildFacts['ownWindows']>, now: Date): TermAnswer {
  const open = spanAt(today, now);
  return open ? holds(open.to) : notYetOrOver(today, next, now);
}

function notYetOrOver(today: readonly Span[], next: Date | null, now: Date): TermAnswer {
  const later = spanAfter(today, now);
  return later ? fails('outside-window', { from: later.from, to: later.to }) : fails('window-over', nextOf(next));
}

const nextOf = (next: Date | null): RefusalDetail => (next === null ? {} : { next });

/** Who was taken a right of one child is let in by no grant either. */
export const isNotHeldBack: Term = ({ viewer }) => (viewer.heldBack === null ? holds() : fails(viewer.heldBack));

export const isNotDenied: Term = ({ viewer }) => (viewer.isDenied ? fails('explicit-deny') : holds());
export const cameraIsEnabled: Term = ({ camera }) => (camera.isEnabled ? holds() : fails('camera-disabled'));
export const areaIsLawful: Term = ({ camera }) => (camera.isAreaLawful ? holds() : fails('camera-area-forbidden'));

export const isNotPaused: Term = ({ camera }, now) => {
  const until = camera.pausedUntil;
  return until !== null && now < until ? fails('camera-paused', { to: until }) : holds();
};

export const networkIsAllowed: Term = ({ viewer }) =>
  viewer.address === null || inNetworks(viewer.address, viewer.networks) ? holds() : fails('network-not-allowed');

/** No networks means no limit. */
const inNetworks = (address: string, networks: readonly string[]): boolean =>
  networks.length === 0 || isInNetworks(address, networks);

export const roomConsentIsComplete: Term = ({ room }, now) => {
  if (room.consentOf === null) return holds(); // asked at enrolment
  const standings = room.consentOf.map((rows) => consentStanding(rows, 'video', now));
  return standings.every(({ state }) => state === 'valid')
    ? holds(earliest(standings.map(({ until }) => until)))
    : fails('room-consent-incomplete');
};

export const minutesAreLeft: Term = ({ usage }, now) => {
  if (usage.minutesPerDay === null) return holds();
  const limitMs = usage.minutesPerDay * 60_000;
  const usedMs = usage.runningSince.reduce(
    (sum, since) => sum + Math.max(0, now.getTime() - since.getTime()),
    usage.finishedMs,
  );
  if (usedMs >= limitMs) return fails('minutes-used-up', { n: usage.minutesPerDay });
  const running = usage.runningSince.length;
  return holds(running === 0 ? null : new Date(now.getTime() + (limitMs - usedMs) / running));
};

export const streamsAreLeft: Term = ({ usage }) =>
  usage.otherStreams < usage.streamsAtOnce ? holds() : fails('too-many-streams', { n: usage.streamsAtOnce });

// --- of one child ------------------------------------------------------------------------------
/** By order someone is kept from a child: then from the room that shows it, whatever else would let them in. */
export const isKeptFromNobodyHere: Term = ({ children }) =>
  children.some(({ isCustodyBlocked }) => isCustodyBlocked) ? fails('custody-block') : holds();

export const isNotBlocked: ChildTerm = (facts, now, child) => {
  const kept = isKeptFromNobodyHere(facts, now);
  if (!kept.holds) return kept;
  return child.isRightWithdrawn ? fails('right-withdrawn') : holds();
};

export const staffMay: Term = ({ staff }, now) => {
  if (staff === null || (staff.until !== null && staff.until <= now)) return fails('out-of-scope');
  return staff.isOnDuty || staff.isReasonGiven ? holds(staff.until) : fails('reason-needed');
};

export const isInThisRoom: ChildTerm = ({ room }, _now, child) => {
  const about = { childId: child.childId };
  switch (child.presence.state) {
    case 'expected':
      return fails('child-not-arrived', about);
    case 'left':
      return fails('child-left', { ...about, ...(child.presence.at && { to: child.presence.at }) });
    case 'present':
      return child.presence.classroomId === room.classroomId ? holds() : fails('child-elsewhere', about);
  }
};

const CONSENT_REFUSAL: Record<ConsentKind, RefusalReason> = {
  agreement: 'agreement-invalid',
  insurance: 'insurance-invalid',
  risk_notice: 'risk-notice-unread',
  video: 'video-consent-invalid',
};

export const consentIsValid =
  (kind: ConsentKind): ChildTerm =>
  (_facts, now, child) => {
    const standing = consentStanding(child.consents, kind, now);
    return standing.state === 'valid'
      ? holds(standing.until)
      : fails(CONSENT_REFUSAL[kind], { childId: child.childId });
  };

export const isInSession: ChildTerm = (_facts, now, child) => {
  const session = spanAt(child.sessionToday, now);
  if (session) return holds(session.to);
  const shown = spanAfter(child.sessionToday, now) ?? child.sessionToday.at(-1);
  return fails('outside-session', { childId: child.childId, ...(shown && { from: shown.from, to: shown.to }) });
};

/** What is open for this kind of care is open for this child, whatever else is open for everyone. */
export const isInOwnWindow: ChildTerm = (facts, now, child) =>
  child.ownWindows === null ? roomWindowIsOpen(facts, now) : windowIsOpen(child.ownWindows, now);
