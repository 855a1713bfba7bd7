import { afterEach, expect, test } from '@jest/globals';
import { cleanup, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { PROBLEM_SENTENCE } from '../../../server/contract/problem.ts';
import { LiveMessage } from '../../../web/features/live/live-message.tsx';
import type { LiveEnd } from '../../../web/features/live/live-state.ts';
import { ProblemError, Unreachable } from '../../../web/shared/problem-error.ts';

afterEach(cleanup);

function offered(end: LiveEnd, address: string | null = '/network-test'): boolean {
  render(
    <MemoryRouter>
      <LiveMessage
        state={{ phase: 'ended', end, retrying: true, wasWatching: false }}
        posterTime={null}
        onResume={() => undefined}
        onReason={() => undefined}
        onStopOther={null}
        {...(address !== null && { networkTestAddress: address })}
      />
    </MemoryRouter>,
  );
  const link = screen.queryByRole('link', { name: /网络自检|Network test/ });
  return link?.getAttribute('href') === '/network-test';
}
const problem = (code: 'browser-cannot-play' | 'media-unavailable') =>
  new ProblemError({ code, message: PROBLEM_SENTENCE[code], id: '0b6c1c1e-0000-4000-8000-000000000001' });

test.each<[string, LiveEnd, boolean]>([
  ['a picture that never came', { reason: 'never-started', refusal: null }, true],
  ['a picture that stood still too long', { reason: 'lease-expired', refusal: null }, true],
  [
    'another network than the office',
    { reason: 'network-not-allowed', refusal: { code: 'network-not-allowed' } },
    true,
  ],
  ['no answer', { error: new Unreachable('no answer') }, true],
  ['a child that left', { reason: 'child-left', refusal: { code: 'child-left' } }, false],
  ['a video service that restarts', { reason: 'media-restarted', refusal: null }, false],
  ['a browser that cannot play', { error: problem('browser-cannot-play') }, false],
])('whether the network test is offered after %s', (_what, end, isOffered) => {
  expect(offered(end)).toBe(isOffered);
});

test('on a tablet, where no person is signed in, it is not offered', () => {
  expect(offered({ reason: 'never-started', refusal: null }, null)).toBe(false);
});
