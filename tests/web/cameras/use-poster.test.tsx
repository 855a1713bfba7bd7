import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { act, cleanup, render } from '@testing-library/react';
import type { CameraId } from '#contract/ids.ts';
import { usePoster } from '../../../web/features/cameras/use-poster.ts';

const CAMERA = '0b6c1c1e-0000-4000-8000-000000000001' as CameraId;
const originalFetch = globalThis.fetch;
let made: string[];
let revoked: string[];
let status: number | 'away';
let asked: number;

function Poster({ enabled }: { enabled: boolean }) {
  const poster = usePoster(CAMERA, enabled);
  return poster && <img src={poster.url} alt="" />;
}

beforeEach(() => {
  jest.useFakeTimers();
  made = [];
  revoked = [];
  status = 200;
  asked = 0;
  URL.createObjectURL = () => {
    made.push(`blob:${made.length + 1}`);
    return made.at(-1) ?? '';
  };
  URL.revokeObjectURL = (url) => void revoked.push(url);
  const no = { code: 'refused', message: { zh: '不。', en: 'No.' }, id: '1' };
  const tooEarly = { ...no, code: 'too-many-tries', retryAfterSeconds: 25 };
  globalThis.fetch = () => {
    asked += 1;
    if (status === 'away') return Promise.reject(new TypeError('Failed to fetch'));
    return Promise.resolve({
      ok: status === 200,
      status,
      blob: () => Promise.resolve(new Blob(['jpeg'])),
      json: () => Promise.resolve({ problem: status === 429 ? tooEarly : no }),
      headers: new Headers({ 'x-taken-at': '2026-11-20T02:24:31Z' }),
    } as Response);
  };
});
afterEach(() => {
  cleanup();
  jest.useRealTimers();
  globalThis.fetch = originalFetch;
});
const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));

test('a poster is renewed every ten seconds and no address is left behind', async () => {
  const { container, unmount } = render(<Poster enabled />);
  await pass(0);
  expect(container.querySelector('img')?.getAttribute('src')).toBe('blob:1');
  await pass(10_000);
  expect(container.querySelector('img')?.getAttribute('src')).toBe('blob:2');
  expect(revoked).toEqual(['blob:1']);
  unmount();
  expect(revoked).toEqual(made);
});

test('a no takes the picture away at once', async () => {
  const { container } = render(<Poster enabled />);
  await pass(0);
  status = 403;
  await pass(10_000);
  expect(container.querySelector('img')).toBeNull();
  expect(revoked).toEqual(made);
});

test('a page cut off from the server shows the room for a minute after the last yes, then no more', async () => {
  const { container } = render(<Poster enabled />);
  await pass(0);
  status = 'away';
  await pass(59_000);
  expect(container.querySelector('img')?.getAttribute('src')).toBe('blob:1');
  await pass(1_000);
  expect(container.querySelector('img')).toBeNull();
  expect(revoked).toEqual(made);
  status = 200;
  await pass(10_000);
  expect(container.querySelector('img')?.getAttribute('src')).toBe('blob:2');
});

test('being asked to wait takes nothing away, and the page asks no sooner than it was told', async () => {
  const { container } = render(<Poster enabled />);
  await pass(0);
  status = 429;
  await pass(10_000);
  status = 200;
  await pass(20_000);
  expect(asked).toBe(2);
  expect(container.querySelector('img')?.getAttribute('src')).toBe('blob:1');
  await pass(10_000);
  expect(container.querySelector('img')?.getAttribute('src')).toBe('blob:2');
});

test('a yes that comes after a later no is not shown', async () => {
  const { container } = render(<Poster enabled />);
  await pass(0);
  const answerAtOnce = globalThis.fetch;
  let answerLate: () => void = () => undefined;
  globalThis.fetch = (input) => new Promise((resolve) => (answerLate = () => resolve(answerAtOnce(input))));
  await pass(10_000);
  globalThis.fetch = answerAtOnce;
  status = 403;
  await pass(10_000);
  expect(container.querySelector('img')).toBeNull();
  status = 200;
  answerLate();
  await pass(0);
  expect(container.querySelector('img')).toBeNull();
});

test('where nothing may be watched nothing is asked for, and what was there is gone', async () => {
  const { container, rerender } = render(<Poster enabled />);
  await pass(0);
  rerender(<Poster enabled={false} />);
  expect(container.querySelector('img')).toBeNull();
  await pass(30_000);
  expect(made).toHaveLength(1);
  expect(revoked).toEqual(made);
});
