import { describe, expect, test } from '@jest/globals';
import type { ChildFacts, WatchFacts } from '../../../server/access/facts.ts';
import { mayWatch } from '../../../server/access/may-watch.ts';
import type { ChildId } from '../../../server/contract/ids.ts';
import type { ConsentKind } from '../../../server/contract/people.ts';
import { at, childFacts, consentsGiven, OTHER_ROOM, watchFacts } from '../../support/watch-facts.ts';

const morning = at('10:00');
const reasonAt = (facts: WatchFacts, now = morning) => {
  const decision = mayWatch(facts, now);
  return decision.allowed ? 'allowed' : decision.reason;
};
const withChild = (change: Partial<ChildFacts>) => watchFacts({ children: [childFacts(change)] });
const expired = (kind: ConsentKind) =>
  withChild({
    consents: consentsGiven().map((row) => (row.kind === kind ? { ...row, validUntil: at('09:59') } : row)),
  });
const lacking = [consentsGiven(), []];

test('a guardian whose child is in the room may watch until the window closes', () => {
  expect(mayWatch(watchFacts(), morning)).toEqual({
    allowed: true,
    until: at('11:30'),
    childId: childFacts().childId,
    as: 'guardian',
  });
});

describe('a guardian is refused', () => {
  test.each<[string, WatchFacts]>([
    ['site-live-off', watchFacts({ site: { isLiveOn: false } })],
    ['signed-out', watchFacts({ viewer: { isSignedIn: false } })],
    ['account-inactive', watchFacts({ viewer: { isActive: false } })],
    ['second-factor-needed', watchFacts({ viewer: { isSecondFactorMet: false } })],
    ['site-closed', watchFacts({ site: { openToday: [] } })],
    ['outside-window', watchFacts({ site: { openToday: [{ from: at('12:00'), to: at('18:00') }] } })],
    ['window-over', watchFacts({ site: { openToday: [{ from: at('06:00'), to: at('08:00') }] } })],
    ['explicit-deny', watchFacts({ viewer: { isDenied: true } })],
    ['camera-disabled', watchFacts({ camera: { isEnabled: false } })],
    ['camera-area-forbidden', watchFacts({ camera: { isAreaLawful: false } })],
    ['not-linked', watchFacts({ children: [] })],
    ['custody-block', withChild({ isCustodyBlocked: true })],
    ['right-withdrawn', withChild({ isRightWithdrawn: true })],
    ['child-not-arrived', withChild({ presence: { state: 'expected', classroomId: null, at: null } })],
    ['child-left', withChild({ presence: { state: 'left', classroomId: OTHER_ROOM, at: at('09:30') } })],
    ['child-elsewhere', withChild({ presence: { state: 'present', classroomId: OTHER_ROOM, at: at('08:00') } })],
    ['agreement-invalid', expired('agreement')],
    ['insurance-invalid', expired('insurance')],
    ['risk-notice-unread', expired('risk_notice')],
    ['video-consent-invalid', expired('video')],
    ['outside-session', withChild({ sessionToday: [{ from: at('13:00'), to: at('17:00') }] })],
    ['outside-window', watchFacts({ room: { windowsToday: [{ from: at('14:30'), to: at('17:00') }] } })],
    ['window-over', watchFacts({ room: { windowsToday: [{ from: at('08:00'), to: at('09:00') }] } })],
    ['network-not-allowed', watchFacts({ viewer: { networks: ['192.168.0.0/16'] } })],
    ['network-not-allowed', watchFacts({ viewer: { networks: ['10.0.0.0/8'], address: 'unknown' } })],
    ['camera-paused', watchFacts({ camera: { pausedUntil: at('10:05') } })],
    ['room-consent-incomplete', watchFacts({ room: { consentOf: lacking } })],
    ['minutes-used-up', watchFacts({ usage: { finishedMs: 60 * 60_000 } })],
    ['too-many-streams', watchFacts({ usage: { otherStreams: 2 } })],
  ])('%s', (reason, facts) => {
    expect(reasonAt(facts)).toBe(reason);
  });

  test('with what is the same for everybody before anything about the child', () => {
    expect(
      reasonAt(watchFacts({ site: { isLiveOn: false }, children: [childFacts({ isCustodyBlocked: true })] })),
    ).toBe('site-live-off');
    expect(reasonAt(watchFacts({ site: { openToday: [] }, children: [childFacts({ isCustodyBlocked: true })] }))).toBe(
      'site-closed',
    );
  });

  test('with the block before the facts of the day: it cannot be read off that the child is here or insured', () => {
    const blocked = {
      isCustodyBlocked: true,
      consents: [],
      presence: { state: 'left' as const, classroomId: null, at: null },
    };
    expect(reasonAt(withChild(blocked))).toBe('custody-block');
  });
});

test('the last second belongs to the nursery: at the end of the window the answer is no', () => {
  const facts = watchFacts({ usage: { minutesPerDay: null } });
  expect(mayWatch(facts, new Date(at('11:30').getTime() - 1))).toMatchObject({ allowed: true, until: at('11:30') });
  expect(reasonAt(facts, at('11:30'))).toBe('outside-window');
});

test('of two children the one that lawfully allows longest counts', () => {
  const sibling = childFacts({
    childId: '0190a000-0000-7000-8000-000000000009' as ChildId,
    sessionToday: [{ from: at('07:30'), to: at('10:30') }],
  });
  expect(mayWatch(watchFacts({ children: [sibling, childFacts()] }), morning)).toMatchObject({
    allowed: true,
    childId: childFacts().childId,
  });
});

test('minutes run down twice as fast with two pictures, and the answer says when they end', () => {
  const facts = watchFacts({ usage: { finishedMs: 40 * 60_000, runningSince: [morning, morning] } });
  expect(mayWatch(facts, morning)).toMatchObject({ allowed: true, until: at('10:10') });
});

test.each([
  ['risk_notice', 'risk-notice-unread'],
  ['video', 'video-consent-invalid'],
] as const)('a newer %s that is needed from an instant on ends the view at it, to the millisecond', (kind, reason) => {
  const newer = consentsGiven().map((row) => (row.kind === kind ? { ...row, outdatedFrom: at('10:20') } : row));
  const facts = withChild({ consents: newer });
  expect(mayWatch(facts, morning)).toMatchObject({ allowed: true, until: at('10:20') });
  expect(mayWatch(facts, new Date(at('10:20').getTime() - 1)).allowed).toBe(true);
  expect(reasonAt(facts, at('10:20'))).toBe(reason);
});

test('a consent that ends at noon ends the view at noon', () => {
  const ends = consentsGiven().map((row) => (row.kind === 'insurance' ? { ...row, validUntil: at('10:20') } : row));
  expect(mayWatch(withChild({ consents: ends }), morning)).toMatchObject({ allowed: true, until: at('10:20') });
  expect(reasonAt(withChild({ consents: ends }), at('10:20'))).toBe('insurance-invalid');
});

describe('a grant', () => {
  const grant = { startsAt: at('09:00'), endsAt: at('10:30'), isWithdrawn: false };
  const away = childFacts({ presence: { state: 'expected', classroomId: null, at: null } });

  test('stands in for the child being in the room, until it ends', () => {
    expect(mayWatch(watchFacts({ grant, children: [away] }), morning)).toMatchObject({
      allowed: true,
      until: at('10:30'),
    });
    expect(reasonAt(watchFacts({ grant, children: [away] }), at('10:30'))).toBe('child-not-arrived');
  });

  test('lets a guest watch who has no child here, and ends', () => {
    const guest = { grant, children: [] };
    expect(mayWatch(watchFacts(guest), morning)).toMatchObject({ allowed: true, until: at('10:30'), childId: null });
    expect(reasonAt(watchFacts(guest), at('10:30'))).toBe('grant-ended');
    expect(reasonAt(watchFacts({ ...guest, grant: { ...grant, isWithdrawn: true } }))).toBe('right-withdrawn');
  });

  test.each<[string, Parameters<typeof watchFacts>[0]]>([
    ['site-live-off', { site: { isLiveOn: false } }],
    ['explicit-deny', { viewer: { isDenied: true } }],
    ['custody-block', { children: [{ ...away, isCustodyBlocked: true }] }],
    [
      'insurance-invalid',
      { children: [{ ...away, consents: consentsGiven().filter(({ kind }) => kind !== 'insurance') }] },
    ],
    ['camera-paused', { camera: { pausedUntil: at('10:05') } }],
    ['minutes-used-up', { usage: { finishedMs: 60 * 60_000 } }],
  ])('stands in for nothing else: %s', (reason, change) => {
    expect(reasonAt(watchFacts({ grant, children: [away], ...change }))).toBe(reason);
  });
});

describe('staff', () => {
  const onDuty = { isOnDuty: true, isReasonGiven: false, until: null };

  test('of the room watch at any hour, under their own rule and never through a guardian’s', () => {
    const facts = watchFacts({ staff: onDuty, children: [], site: { openToday: [] } });
    expect(mayWatch(facts, at('20:00'))).toMatchObject({ allowed: true, childId: null, until: facts.site.dayEndsAt });
  });

  test.each<[string, Parameters<typeof watchFacts>[0]]>([
    ['reason-needed', { staff: { isOnDuty: false, isReasonGiven: false, until: null } }],
    ['site-live-off', { staff: onDuty, site: { isLiveOn: false } }],
    ['account-inactive', { staff: onDuty, viewer: { isActive: false } }],
    ['camera-paused', { staff: onDuty, camera: { pausedUntil: at('10:05') } }],
    ['camera-disabled', { staff: onDuty, camera: { isEnabled: false } }],
  ])('are refused with %s', (reason, change) => {
    expect(reasonAt(watchFacts(change))).toBe(reason);
  });

  test('whose role has ended are refused, and so is everybody on yesterday’s facts', () => {
    expect(reasonAt(watchFacts({ staff: { ...onDuty, until: morning } }))).toBe('out-of-scope');
    expect(reasonAt(watchFacts({ staff: onDuty }), at('23:59'))).toBe('allowed');
    expect(reasonAt(watchFacts({ staff: onDuty }), new Date('2026-11-20T16:00:00Z'))).toBe('cannot-decide');
  });

  test('who need a reason may watch once it is given', () => {
    expect(reasonAt(watchFacts({ staff: { isOnDuty: false, isReasonGiven: true, until: null } }))).toBe('allowed');
  });
});

describe('whoever is kept from a child by order does not see the room that it is in', () => {
  const kept = childFacts({ childId: 'other' as ChildFacts['childId'], isCustodyBlocked: true });
  test.each<[string, WatchFacts]>([
    ['through another child of theirs', watchFacts({ children: [childFacts(), kept] })],
    [
      'as staff of the room',
      watchFacts({ staff: { isOnDuty: true, isReasonGiven: true, until: null }, children: [kept] }),
    ],
    [
      'as a guest with a grant, once the child is of another room',
      watchFacts({
        children: [],
        viewer: { heldBack: 'custody-block' },
        grant: { startsAt: at('08:00'), endsAt: at('18:00'), isWithdrawn: false },
      }),
    ],
  ])('%s', (_how, facts) => {
    expect(mayWatch(facts, morning)).toMatchObject({ allowed: false, reason: 'custody-block' });
  });
});
