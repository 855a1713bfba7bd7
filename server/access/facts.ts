import type { ChildId, ClassroomId } from '../contract/ids.ts';
import type { Span } from '../platform/calendar.ts';
import type { ConsentRow } from './consent-state.ts';

/** Everything the rule looks at, about one person, one camera and one local day of its site. Nothing here is judged yet. */
export type WatchFacts = {
  site: { isLiveOn: boolean; openToday: Span[]; nextOpening: Date | null; dayEndsAt: Date };
  room: {
    classroomId: ClassroomId;
    /** Those for everyone; null: there are none, and the room follows the opening hours. */
    windowsToday: Span[] | null;
    nextWindow: Date | null;
    /** Ledger rows of each child present and each member of staff; null where consent is asked at enrolment. */
    consentOf: ConsentRow[][] | null;
  };
  camera: { isEnabled: boolean; isAreaLawful: boolean; pausedUntil: Date | null };
  viewer: {
    isSignedIn: boolean;
    /** null: it does not end by itself. */
    signInEndsAt: Date | null;
    /** Of any child at the site, in this room or not: a grant stands in for none of that. */
    heldBack: 'custody-block' | 'right-withdrawn' | null;
    isActive: boolean;
    isSecondFactorMet: boolean;
    isDenied: boolean;
    /** null: nobody asks, so there is no network to ask about. */
    address: string | null;
    /** CIDR blocks of the employer; empty: from anywhere. */
    networks: string[];
  };
  /** Set for staff whose role reaches this room; they never watch through a guardian's right. */
  staff: { isOnDuty: boolean; isReasonGiven: boolean; until: Date | null } | null;
  /** The viewer's children of this room: enrolled in it, or in it now. Withdrawn and blocked ones are among them. */
  children: ChildFacts[];
  /** The grant that ends last, if any was ever given for this camera. */
  grant: { startsAt: Date; endsAt: Date; isWithdrawn: boolean } | null;
  usage: {
    minutesPerDay: number | null;
    finishedMs: number;
    /** Starts of this person's views that run now, the one being decided among them. */
    runningSince: Date[];
    streamsAtOnce: number;
    /** This person's views that run now, without the one being decided. */
    otherStreams: number;
  };
};

export type ChildFacts = {
  childId: ChildId;
  isCustodyBlocked: boolean;
  /** Withdrawn, or viewing was never part of this guardianship. */
  isRightWithdrawn: boolean;
  presence: { state: 'expected' | 'present' | 'left'; classroomId: ClassroomId | null; at: Date | null };
  consents: ConsentRow[];
  sessionToday: Span[];
  /** Of the room, for the kind of care that the child comes for today; null: those for everyone hold. */
  ownWindows: { today: Span[]; next: Date | null } | null;
};
