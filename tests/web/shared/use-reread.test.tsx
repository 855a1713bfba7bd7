import { afterEach, expect, jest, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderHook } from '@testing-library/react';
import { UserId } from '#contract/ids.ts';
import { KeptRecords } from '../../../web/shared/outbox/kept-records.ts';
import { Outbox } from '../../../web/shared/outbox/outbox.ts';
import { useReread } from '../../../web/shared/use-reread.ts';

const id = (n: number): string => `0b6c1c1e-0000-4000-8000-${String(n).padStart(12, '0')}`;
const WANG = UserId.parse(id(1));
const NO_EVENTS = new Set<never>();
const client = new QueryClient();
afterEach(() => {
  jest.useRealTimers();
  localStorage.clear();
});

test('records of its own kind that were settled together are one reading, of what is shown then; others are none', async () => {
  jest.useFakeTimers();
  const outbox = new Outbox({
    send: () => Promise.resolve({}),
    kept: new KeptRecords(localStorage, WANG),
    actsNow: () => WANG,
    mayGo: () => true,
    onActorNeeded: () => undefined,
  });
  const add = (n: number, path: string): void => {
    const words = { zh: '', en: '' };
    outbox.add({
      id: id(n),
      path,
      body: {},
      orderKeys: [],
      actorId: WANG,
      happenedAt: new Date().toISOString(),
      words,
    });
  };
  const read = jest.spyOn(client, 'invalidateQueries');
  const { rerender } = renderHook(({ room }) => useReread(['todo', room], NO_EVENTS, { outbox, path: '/api/checks' }), {
    initialProps: { room: 'a' },
    wrapper: ({ children }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>,
  });
  add(2, '/api/staffing/events');
  await jest.advanceTimersByTimeAsync(1_000);
  expect(read).not.toHaveBeenCalled();
  add(3, '/api/checks');
  add(4, '/api/checks');
  rerender({ room: 'b' });
  await jest.advanceTimersByTimeAsync(1_000);
  expect(read.mock.calls).toEqual([[{ queryKey: ['todo', 'b'] }]]);
});
