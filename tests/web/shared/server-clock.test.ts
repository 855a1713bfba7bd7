import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { webAnswer } from '../../support/web-answer.ts';

const HOUR_MS = 3_600_000;
const originalFetch = globalThis.fetch;
beforeEach(() => {
  localStorage.clear();
});
afterEach(() => {
  globalThis.fetch = originalFetch;
});

/** The page as it is after a reload: only what is in the browser's storage is known. */
async function openPage() {
  jest.resetModules();
  const { request } = await import('../../../web/shared/api.ts');
  const { recordTime } = await import('../../../web/shared/server-clock.ts');
  const { z } = await import('zod');
  return { recordTime, ask: () => request(z.unknown(), 'GET', '/api/x') };
}

/** A server whose clock is this much ahead of the tablet's. */
const serverAhead = (ms: number): void => {
  globalThis.fetch = () => Promise.resolve(webAnswer({}, 200, { date: new Date(Date.now() + ms).toUTCString() }));
};
/** To ten seconds; + 0, for a millisecond behind is no -0. */
const aheadOf = (time: string): number => Math.round((Date.parse(time) - Date.now()) / 10_000) * 10_000 + 0;

test('a tablet whose clock is wrong by hours records by the server’s clock, also when it is opened without a network', async () => {
  const page = await openPage();
  expect(aheadOf(page.recordTime())).toBe(0);
  serverAhead(3 * HOUR_MS);
  await page.ask();
  expect(aheadOf(page.recordTime())).toBe(3 * HOUR_MS);
  const opened = await openPage();
  expect(aheadOf(opened.recordTime())).toBe(3 * HOUR_MS);
});

test('a clock that was set right is believed again, and one that is right to the second is never moved', async () => {
  const page = await openPage();
  serverAhead(-2 * HOUR_MS);
  await page.ask();
  serverAhead(0);
  await page.ask();
  expect(localStorage.getItem('kanwa:clock-behind-ms')).toBe('0');
  serverAhead(900);
  await page.ask();
  expect(localStorage.getItem('kanwa:clock-behind-ms')).toBe('0');
});

test('an answer that tells no time changes nothing', async () => {
  const page = await openPage();
  serverAhead(HOUR_MS);
  await page.ask();
  globalThis.fetch = () => Promise.resolve(webAnswer({}));
  await page.ask();
  expect(aheadOf(page.recordTime())).toBe(HOUR_MS);
});
