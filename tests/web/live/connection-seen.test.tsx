import { afterEach, expect, jest, test } from '@jest/globals';
import { act, cleanup, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { ConnectionCorner } from '../../../web/features/live/connection-corner.tsx';
import {
  comesOverHttps,
  connectionIn,
  connectionSeen,
  watchConnection,
} from '../../../web/features/live/connection-seen.ts';
import { repeatWaitMs } from '../../../web/features/live/repeat-wait.ts';
import { setLanguage } from '../../../web/shared/words/language.ts';

type Local = { candidateType: string; protocol: string };
const UDP: Local = { candidateType: 'host', protocol: 'udp' };
const TCP: Local = { candidateType: 'prflx', protocol: 'tcp' };
/** A relay's own socket is UDP, whatever the browser reaches it by. */
const RELAY: Local = { candidateType: 'relay', protocol: 'udp' };

const stats = (local: Local, { roundTrip = 0.02, received = 100, lost = 0, repeated = 0 } = {}) => [
  { id: 'other', type: 'candidate-pair', localCandidateId: 'none' },
  { id: 'T', type: 'transport', selectedCandidatePairId: 'P' },
  { id: 'P', type: 'candidate-pair', localCandidateId: 'L', currentRoundTripTime: roundTrip },
  { id: 'L', type: 'local-candidate', ...local },
  {
    id: 'I',
    type: 'inbound-rtp',
    packetsReceived: received,
    packetsLost: lost,
    retransmittedPacketsReceived: repeated,
  },
];
const report = (...given: Parameters<typeof stats>) =>
  Promise.resolve(new Map(stats(...given).map((entry) => [entry.id, entry])) as unknown as RTCStatsReport);

const ignore = () => undefined;

afterEach(() => {
  cleanup();
  jest.useRealTimers();
});

test.each([
  [UDP, 'udp'],
  [TCP, 'tcp'],
  [RELAY, 'relay'],
] as const)('%j is %s', (local, way) => {
  expect(connectionIn(stats(local), { received: 100, lost: 0 })).toEqual({ way, isGood: true });
});

test('much lost or far away is not good, and what counts is what was lost lately', () => {
  expect(connectionIn(stats(UDP), { received: 97, lost: 3 })?.isGood).toBe(false);
  expect(connectionIn(stats(UDP), { received: 99, lost: 1 })?.isGood).toBe(true);
  expect(connectionIn(stats(UDP, { roundTrip: 0.5 }), { received: 100, lost: 0 })?.isGood).toBe(false);
});

test('before a way is chosen nothing is said', () => {
  expect(connectionIn([{ id: 'T', type: 'transport' }], { received: 0, lost: 0 })).toBeNull();
  expect(connectionIn([], { received: 0, lost: 0 })).toBeNull();
});

test('the corner says the way of the newest picture while there is one, and nothing afterwards', async () => {
  jest.useFakeTimers();
  setLanguage('zh');
  const { container } = render(<ConnectionCorner />, { wrapper: MemoryRouter });
  expect(container.textContent).toBe('');
  const endFirst = watchConnection(() => report(UDP), ignore);
  const endSecond = watchConnection(() => report(TCP), ignore);
  await act(() => jest.advanceTimersByTimeAsync(2_000));
  expect(screen.getByText('网络良好 · TCP')).toBeTruthy();
  endFirst(); // an older one that ends later takes nothing away
  expect(connectionSeen.get()).toEqual({ way: 'tcp', isGood: true });
  act(endSecond);
  expect(container.textContent).toBe('');
});

test('a picture that comes over HTTPS says so, and its end takes nothing from a newer one', () => {
  setLanguage('zh');
  const { container } = render(<ConnectionCorner />, { wrapper: MemoryRouter });
  const endings: (() => void)[] = [];
  act(() => void endings.push(comesOverHttps(), comesOverHttps()));
  expect(screen.getByRole('link', { name: '网络良好 · HTTPS' }).getAttribute('href')).toBe('/network-test');
  act(endings[0]!);
  expect(connectionSeen.get()?.way).toBe('https');
  act(endings[1]!);
  expect(container.textContent).toBe('');
});

test('a network that turns bad is said, and one that recovers, too', async () => {
  jest.useFakeTimers();
  setLanguage('en');
  render(<ConnectionCorner />, { wrapper: MemoryRouter });
  let counted = { received: 100, lost: 0, repeated: 0 };
  const end = watchConnection(() => report(RELAY, counted), ignore);
  await act(() => jest.advanceTimersByTimeAsync(0));
  expect(screen.getByText('Good network · relay')).toBeTruthy();
  counted = { received: 190, lost: 10, repeated: 10 }; // asked for again, and come
  await act(() => jest.advanceTimersByTimeAsync(2_000));
  expect(screen.getByText('Good network · relay')).toBeTruthy();
  counted = { received: 290, lost: 20, repeated: 10 };
  await act(() => jest.advanceTimersByTimeAsync(2_000));
  expect(screen.getByText('Unsteady network · relay')).toBeTruthy();
  counted = { received: 390, lost: 20, repeated: 10 };
  await act(() => jest.advanceTimersByTimeAsync(2_000));
  expect(screen.getByText('Good network · relay')).toBeTruthy();
  act(end);
});

test('on a far line that loses packets pictures are held back for the repeated ones, and never less again', async () => {
  jest.useFakeTimers();
  const held: number[] = [];
  let counted = { received: 100, lost: 0, repeated: 0, roundTrip: 0.1 };
  const end = watchConnection(
    () => report(UDP, counted),
    (ms) => held.push(ms),
  );
  await jest.advanceTimersByTimeAsync(0);
  expect(held).toEqual([]);
  counted = { received: 200, lost: 3, repeated: 3, roundTrip: 0.1 };
  await jest.advanceTimersByTimeAsync(2_000);
  expect(held).toEqual([250]);
  counted = { received: 300, lost: 3, repeated: 3, roundTrip: 0.1 };
  await jest.advanceTimersByTimeAsync(2_000);
  counted = { received: 400, lost: 6, repeated: 6, roundTrip: 0.06 };
  await jest.advanceTimersByTimeAsync(2_000);
  expect(held).toEqual([250]);
  counted = { received: 500, lost: 9, repeated: 9, roundTrip: 2 };
  await jest.advanceTimersByTimeAsync(2_000);
  expect(held).toEqual([250, 400]);
  end();
});

test.each([
  ['few are lost', 0.004, 0.1],
  ['it is near', 0.1, 0.02],
])('where %s nothing is held back', (_what, share, roundTripS) => {
  expect(repeatWaitMs(share, roundTripS)).toBe(0);
});
