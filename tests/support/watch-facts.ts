import { CONSENT_KINDS } from '../../server/contract/people.ts';
import type { ChildId, ClassroomId } from '../../server/contract/ids.ts';
import type { ConsentRow } from '../../server/access/consent-state.ts';
import type { ChildFacts, WatchFacts } from '../../server/access/facts.ts';

/** A morning in the nursery, Beijing time: it opened at seven, viewing is open from nine to half past eleven. */
export const at = (clock: string): Date => new Date(`2026-11-20T${clock}:00+08:00`);
export const ROOM = '0190a000-0000-7000-8000-000000000001' as ClassroomId;
export const OTHER_ROOM = '0190a000-0000-7000-8000-000000000002' as ClassroomId;
export const CHILD = '0190a000-0000-7000-8000-000000000003' as ChildId;

const SIGNED = new Date('2026-01-05T00:00:00Z');

export const consentsGiven = (): ConsentRow[] =>
  CONSENT_KINDS.map((kind) => ({
    ...{ kind, given: true, validFrom: SIGNED, validUntil: null },
    ...{ recordedAt: SIGNED, outdatedFrom: null },
  }));

export const childFacts = (change: Partial<ChildFacts> = {}): ChildFacts => ({
  childId: CHILD,
  isCustodyBlocked: false,
  isRightWithdrawn: false,
  presence: { state: 'present', classroomId: ROOM, at: at('08:02') },
  consents: consentsGiven(),
  sessionToday: [{ from: at('07:30'), to: at('17:30') }],
  ownWindows: null,
  ...change,
});

type Change = {
  [Part in keyof WatchFacts]?: WatchFacts[Part] extends unknown[] | null
    ? WatchFacts[Part]
    : Partial<WatchFacts[Part]> | null;
};

/** Facts under which a guardian may watch, with the given parts changed. */
export function watchFacts(change: Change = {}): WatchFacts {
  const facts: WatchFacts = {
    site: {
      isLiveOn: true,
      openToday: [{ from: at('07:00'), to: at('18:30') }],
      nextOpening: at('07:00'),
      dayEndsAt: new Date('2026-11-20T16:00:00Z'),
    },
    room: {
      classroomId: ROOM,
      windowsToday: [
        { from: at('09:00'), to: at('11:30') },
        { from: at('14:30'), to: at('17:00') },
      ],
      nextWindow: at('14:30'),
      consentOf: null,
    },
    camera: { isEnabled: true, isAreaLawful: true, pausedUntil: null },
    viewer: {
      isSignedIn: true,
      signInEndsAt: null,
      heldBack: null,
      isActive: true,
      isSecondFactorMet: true,
      isDenied: false,
      address: '10.12.8.41',
      networks: [],
    },
    staff: null,
    children: [childFacts()],
    grant: null,
    usage: { minutesPerDay: 60, finishedMs: 0, runningSince: [], streamsAtOnce: 2, otherStreams: 0 },
  };
  const parts = Object.entries(change).map(([part, value]) => [part, merged(facts[part as keyof WatchFacts], value)]);
  return { ...facts, ...(Object.fromEntries(parts) as Partial<WatchFacts>) };
}

const merged = (old: unknown, value: unknown): unknown =>
  isPlain(old) && isPlain(value) ? { ...old, ...value } : value;
const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
