import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { PROBLEM_SENTENCE } from '../../../server/contract/problem.ts';
import type { Probes } from '../../../web/features/network-test/probes.ts';
import { runTest } from '../../../web/features/network-test/run-test.ts';
import {
  LIMIT_MS,
  type Results,
  type StepId,
  type StepResult,
  STEPS,
} from '../../../web/features/network-test/steps.ts';
import { ProblemError } from '../../../web/shared/problem-error.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const fine = (): Promise<StepResult> => Promise.resolve({ state: 'ok', said: 'pageOk' });
const FINE: Probes = { page: fine, socket: fine, udp: fine, tcp: fine, turn: fine, decoder: fine, speed: fine };
const never = () => new Promise<StepResult>(() => undefined);

async function run(change: Partial<Probes>) {
  const began: StepId[] = [];
  let results: Results = {};
  const running = runTest(
    { ...FINE, ...change },
    {
      began: (step) => began.push(step),
      found: (soFar) => (results = soFar),
    },
  );
  const outcome = running.then(
    (learned) => ({ learned, error: null }),
    (error: unknown) => ({ learned: null, error }),
  );
  await jest.advanceTimersByTimeAsync(30_000);
  return { began, results, ...(await outcome) };
}

test('the limits of all steps together are less than 25 s', () => {
  expect(Object.values(LIMIT_MS).reduce((sum, ms) => sum + ms)).toBeLessThan(25_000);
});

test('seven steps, one after another, in their order', async () => {
  expect((await run({})).began).toEqual([...STEPS]);
});

test('a step that never answers is given up at its limit, and the next ones are tried', async () => {
  const { results } = await run({ page: never, udp: never, speed: never });
  expect(results.page).toEqual({ state: 'failed', said: 'pageFailed' });
  expect(results.udp).toEqual({ state: 'failed', said: 'udpFailed' });
  expect(results.tcp?.state).toBe('ok');
  expect(results.speed).toEqual({ state: 'failed', said: 'speedUnknown' });
});

test('a step that fails in an unforeseen way has failed, and what it learned before stays', async () => {
  const { results, learned } = await run({
    udp: (learning) => {
      learning.doors = { addresses: ['10.0.0.5'], udp: [40_000], tcp: [40_000] };
      return Promise.reject(new TypeError('no such candidate'));
    },
  });
  expect(results.udp?.said).toBe('udpFailed');
  expect(learned?.doors?.addresses).toEqual(['10.0.0.5']);
});

test('who tests too often is told that, and not that the network is closed', async () => {
  const refused = new ProblemError({
    code: 'too-many-tries',
    message: PROBLEM_SENTENCE['too-many-tries'],
    id: randomUUID(),
    retryAfterSeconds: 90,
  });
  const { error, began } = await run({ udp: () => Promise.reject(refused) });
  expect(error).toBe(refused);
  expect(began.at(-1)).toBe('udp');
});
