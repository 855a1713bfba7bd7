import { afterEach, expect, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { type ChildId, type ClassroomId, DeviceId, type UserId } from '#contract/ids.ts';
import { checkRecord } from '../../../web/features/checks/check-records.ts';
import { useTodo } from '../../../web/features/checks/use-todo.ts';
import { ALL_WELL, checksRecord } from '../../../web/features/health/health-records.ts';
import { useRoomHealth } from '../../../web/features/health/use-room-health.ts';
import { KeptRecords } from '../../../web/shared/outbox/kept-records.ts';
import { Outbox } from '../../../web/shared/outbox/outbox.ts';
import type { OutboxRecord } from '../../../web/shared/outbox/outbox-record.ts';
import { webAnswer } from '../../support/web-answer.ts';

const uuid = (n: number): string => `0b6c1c1e-0000-4000-8000-${String(n).padStart(12, '0')}`;
const CLASSROOM = uuid(900) as ClassroomId;
const WHO = uuid(1) as UserId;
const ZONE = 'Asia/Shanghai';
const now = new Date();
const yesterday = new Date(now.getTime() - 24 * 3_600_000).toISOString();

const originalFetch = globalThis.fetch;
const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
const around = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={client}>{children}</QueryClientProvider>
);
afterEach(() => {
  cleanup();
  client.clear();
  localStorage.clear();
  globalThis.fetch = originalFetch;
});

/** What was done while the network was away, kept on the tablet. */
function unsent(...records: OutboxRecord[]): Outbox {
  const kept = new KeptRecords(localStorage, DeviceId.parse(uuid(2)));
  records.forEach((record) => kept.keep(record));
  const send = () => Promise.reject(new TypeError('the network is away'));
  return new Outbox({ send, kept, actsNow: () => WHO, mayGo: () => false, onActorNeeded: () => undefined });
}
const answering = (body: object) => {
  globalThis.fetch = () =>
    Promise.resolve(webAnswer({ now: now.toISOString(), timeZone: ZONE, classroomId: CLASSROOM, ...body }));
};

test('a nap that began yesterday and was not sent is not today’s', async () => {
  answering({ sleepCheckMinutes: 10, alerts: [], tasks: [], sleep: null });
  const began = (happenedAt: string) => ({ ...checkRecord({ kind: 'sleep_began' }, CLASSROOM, WHO), happenedAt });
  const { result, rerender } = renderHook(({ outbox }) => useTodo(null, outbox), {
    wrapper: around,
    initialProps: { outbox: unsent(began(yesterday)) },
  });
  await waitFor(() => expect(result.current).not.toBeNull());
  expect(result.current?.sleep).toBeNull();
  rerender({ outbox: unsent(began(now.toISOString())) });
  await waitFor(() => expect(result.current?.sleep).not.toBeNull());
});

test('a look at a child of yesterday that was not sent is not today’s', async () => {
  answering({ children: [], cases: [] });
  const looked = (happenedAt: string) =>
    checksRecord([{ childId: uuid(3) as ChildId, name: '可心' }], 'morning', ALL_WELL, { actorId: WHO, happenedAt });
  const { result, rerender } = renderHook(({ outbox }) => useRoomHealth(null, outbox), {
    wrapper: around,
    initialProps: { outbox: unsent(looked(yesterday)) },
  });
  await waitFor(() => expect(result.current.health).toBeDefined());
  expect(result.current.health?.children).toEqual([]);
  rerender({ outbox: unsent(looked(now.toISOString())) });
  await waitFor(() => expect(result.current.health?.children).toHaveLength(1));
});
