import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { ChildNotices } from '#contract/day-notices.ts';
import type { ChildId } from '#contract/ids.ts';
import { dayAfter } from '../../../web/parent/attendance/own-days.ts';
import { TellNursery } from '../../../web/parent/attendance/tell-nursery.tsx';
import { lateTimes } from '../../../web/parent/attendance/tell-form.tsx';
import { todayIn } from '../../../web/shared/site-time.ts';
import { setLanguage } from '../../../web/shared/words/language.ts';
import { webAnswer } from '../../support/web-answer.ts';

const uuid = (n: number): string => `0b6c1c1e-0000-4000-8000-${String(n).padStart(12, '0')}`;
const CHILD = uuid(1) as ChildId;
const ZONE = 'Asia/Shanghai';
const today = todayIn(ZONE);
const tomorrow = dayAfter(today, 1);
const notices = (more: object = {}) => ({
  ...{ childId: CHILD, name: '乌云朵朵', nickname: '朵朵', timeZone: ZONE, today, arrivedAt: null, notices: [] },
  days: [0, 1, 2].map((by) => ({ day: dayAfter(today, by), isExpected: true, sessionTo: 1050, opensUntil: 1110 })),
  people: [{ withUserId: null, withPickupId: uuid(5), name: '乌兰', relation: '奶奶', onlyOn: null }],
  ...more,
});
const ABSENCE = {
  ...{ noticeId: uuid(9), childId: CHILD, kind: 'absence', fromDay: tomorrow, toDay: tomorrow, reason: 'sick' },
  ...{ untilMinute: null, withName: null, note: '', by: '苏日娜', recordedAt: '2026-11-20T00:00:00.000Z' },
};

const originalFetch = globalThis.fetch;
const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
let asked: { path: string; body: Record<string, unknown> }[] = [];
beforeEach(() => {
  asked = [];
  setLanguage('zh');
});
afterEach(() => {
  cleanup();
  client.clear();
  globalThis.fetch = originalFetch;
});

async function open(read: object, answered: unknown = read, status = 200): Promise<void> {
  globalThis.fetch = (input, init) => {
    if (init?.method !== 'POST') return Promise.resolve(webAnswer(read));
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : {};
    asked.push({ path: typeof input === 'string' ? input : '', body });
    return Promise.resolve(webAnswer(answered, status));
  };
  render(
    <QueryClientProvider client={client}>
      <TellNursery childId={CHILD} />
    </QueryClientProvider>,
  );
  await screen.findByRole('heading', { name: '告诉园所' });
}
const tap = (name: RegExp) => fireEvent.click(screen.getByRole('button', { name }));

test('an absence is told in two taps: the day, the reason', async () => {
  await open(notices(), notices({ notices: [ABSENCE] }));
  tap(/^明天$/);
  tap(/^生病$/);
  expect(await screen.findByText('园所已经知道了。')).toBeTruthy();
  expect(asked[0]).toMatchObject({
    path: '/api/day-notices',
    body: { kind: 'absence', childId: CHILD, fromDay: tomorrow, toDay: tomorrow, reason: 'sick' },
  });
  expect(screen.getByText('请假 · 生病')).toBeTruthy();
});

test('a day that cannot be told of says why and cannot be tapped', async () => {
  const days = [
    { day: today, isExpected: true, sessionTo: 1050, opensUntil: 1110 },
    { day: tomorrow, isExpected: false, sessionTo: null, opensUntil: null },
  ];
  await open(notices({ arrivedAt: '2026-11-20T00:02:00.000Z', days }));
  const todays = screen.getByRole<HTMLButtonElement>('button', { name: /^今天/ });
  expect([todays.disabled, todays.textContent]).toEqual([true, '今天已于 08:02 入园']);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: /^明天/ }).textContent).toBe('明天这天不来园');
});

test('who fetches is one of those the family named', async () => {
  await open(notices());
  tap(/^谁来接$/);
  tap(/^明天$/);
  tap(/^奶奶 乌兰$/);
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]?.body).toMatchObject({ kind: 'pick_up', day: tomorrow, withPickupId: uuid(5), withUserId: null });
});

test('a notice is withdrawn with one tap, and a no of the server is read out', async () => {
  const problem = { code: 'day-past', message: { zh: '这一天已经过去了。', en: 'Over.' }, id: 'p1' };
  await open(notices({ notices: [ABSENCE] }), { problem }, 422);
  tap(/^撤回：请假 · 生病/);
  expect((await screen.findByRole('alert')).textContent).toBe('这一天已经过去了。');
  expect(asked[0]).toMatchObject({ path: '/api/day-notices/withdrawals', body: { withdrawsId: uuid(9) } });
});

test('a tap that is repeated after a lost answer is the same notice; the next one is another', async () => {
  let isLost = true;
  await open(notices(), notices({ notices: [ABSENCE] }));
  const answering = globalThis.fetch;
  globalThis.fetch = async (...asking) => {
    const answer = await answering(...asking);
    if (isLost && asking[1]?.method === 'POST') throw new TypeError('the network went away');
    return answer;
  };
  tap(/^明天$/);
  tap(/^生病$/);
  expect((await screen.findByRole('alert')).textContent).not.toBe('');
  isLost = false;
  tap(/^生病$/);
  await screen.findByText('园所已经知道了。');
  tap(/^请假$/);
  tap(/^明天$/);
  tap(/^生病$/);
  await waitFor(() => expect(asked).toHaveLength(3));
  const [first, again, next] = asked.map(({ body }) => body['noticeId']);
  expect(again).toBe(first);
  expect(next).not.toBe(first);
});

test('late pick-up is offered by half-hours from the end of the session until the site closes', () => {
  const child = notices() as unknown as ChildNotices;
  const times = (sessionTo: number, opensUntil: number | null) =>
    lateTimes({ day: tomorrow, isExpected: true, sessionTo, opensUntil }, child);
  expect(times(1020, 1110)).toEqual([1050, 1080, 1110]);
  expect(times(1050, 1100)).toEqual([1080, 1100]);
  expect(times(1050, 1050)).toEqual([]);
  expect(times(1050, null)).toEqual([]);
});
