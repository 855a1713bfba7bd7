import { expect, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderHook } from '@testing-library/react';
import type { EventView } from '#contract/events.ts';
import { useIsMine } from '../../../web/parent/use-is-mine.ts';

const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
const child = (childId: string, state: string, cameraId: string) => ({
  childId,
  attendance: { state, at: null },
  tiles: [{ cameraId }],
});
const arrival = (childId: string) => ({ type: 'attendance:checked-in', childId }) as EventView;
const pause = (cameraId: string) => ({ type: 'camera:paused', cameraId }) as EventView;

test('of a child whose right was taken nothing heard before is shown any more, and of a sibling all of it', () => {
  client.setQueryData(['home'], { children: [child('taken', 'unknown', 'c1'), child('kept', 'present', 'c2')] });
  const { result } = renderHook(() => useIsMine(), {
    wrapper: ({ children }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>,
  });
  const isMine = result.current;
  const shown = [arrival('taken'), pause('c1'), arrival('kept'), pause('c2')].map((event) => isMine?.(event));
  expect(shown).toEqual([false, false, true, true]);
});
