import { afterEach, expect, test } from '@jest/globals';
import type { ProblemCode } from '#contract/problem.ts';
import { resumeTablet, tablet } from '../../../web/features/devices/tablet-session.ts';
import { webAnswer } from '../../support/web-answer.ts';

const originalFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = originalFetch;
  tablet.set({ phase: 'unknown' });
});
const answer = (code: ProblemCode, status: number): void => {
  const problem = { code, message: { zh: '不行', en: 'no' }, id: 'p1' };
  globalThis.fetch = () => Promise.resolve(webAnswer({ problem }, status));
};

test.each([
  ['device-revoked', 401, 'revoked'],
  ['not-signed-in', 401, 'not-paired'],
] as const)('%s says what this browser is', async (code, status, phase) => {
  answer(code, status);
  await resumeTablet();
  expect(tablet.get().phase).toBe(phase);
});

test.each([
  ['internal', 500],
  ['too-many-tries', 429],
] as const)('%s says nothing of this browser: it is thrown, so that it is tried again', async (code, status) => {
  answer(code, status);
  await expect(resumeTablet()).rejects.toMatchObject({ problem: { code } });
  expect(tablet.get().phase).toBe('unknown');
});
