import { afterEach, expect, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import type { EventView } from '#contract/events.ts';
import { useFeed } from '../../../web/features/feed/use-feed.ts';
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
