import { afterEach, expect, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, renderHook, screen, waitFor } from '@testing-library/react';
import type { EventView } from '#contract/events.ts';
import { FeedList } from '../../../web/features/feed/feed-list.tsx';
import { useFeed } from '../../../web/features/feed/use-feed.ts';
import { setLanguage } from '../../../web/shared/words/language.ts';
import { webAnswer } from '../../support/web-answer.ts';

const id = (n: number): string => `0b6c1c1e-0000-4000-8000-${String(n).padStart(12, '0')}`;
const originalFetch = globalThis.fetch;
const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
afterEach(() => {
  client.clear();
  globalThis.fetch = originalFetch;
});

const checkedIn = (position: number, child: number) => ({
  type: 'attendance:checked-in',
  withName: null,
  position,
  at: new Date().toISOString(),
  siteId: id(1),
  childId: id(child),
  childName: '朵朵',
  classroomId: id(2),
  classroomName: '海棠班',
  by: '王丽',
});
const isMine = (event: EventView): boolean => 'childId' in event && event.childId === id(10);

test('the first reading of someone who also works here shows their own child only, and nothing before it is known', async () => {
  const page = { events: [checkedIn(1, 10), checkedIn(2, 11)], position: 2, more: false };
  globalThis.fetch = () => Promise.resolve(webAnswer(page));
  const { result, rerender } = renderHook(({ mine }) => useFeed('Asia/Shanghai', mine), {
    initialProps: { mine: null as typeof isMine | null },
    wrapper: ({ children }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>,
  });
  await waitFor(() => expect(client.getQueryData(['feed'])).toBeDefined());
  expect(result.current.events ?? null).toBeNull();
  rerender({ mine: isMine });
  expect(result.current.events?.map(({ position }) => position)).toEqual([1]);
});

const DAY_MS = 24 * 3_600_000;
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

test('what happened yesterday and was recorded today is today’s, with its day; what was recorded yesterday is not', async () => {
  setLanguage('zh');
  const late = { ...checkedIn(2, 10), type: 'attendance:checked-out', at: ago(DAY_MS), recordedAt: ago(0) };
  const events = [{ ...checkedIn(1, 10), at: ago(DAY_MS) }, late, checkedIn(3, 10)];
  globalThis.fetch = () => Promise.resolve(webAnswer({ events, position: 3, more: false }));
  const Shown = () => {
    const feed = useFeed('Asia/Shanghai', isMine);
    return feed.events ? <FeedList events={feed.events} timeZone="Asia/Shanghai" /> : null;
  };
  render(
    <QueryClientProvider client={client}>
      <Shown />
    </QueryClientProvider>,
  );
  const lines = await screen.findAllByRole('listitem');
  expect(lines.map((line) => line.querySelector('time')?.textContent)).toEqual([
    expect.stringMatching(/^\d\d:\d\d$/),
    expect.stringMatching(/^昨天 \d\d:\d\d$/),
  ]);
});
