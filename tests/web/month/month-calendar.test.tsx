import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { ChildId } from '#contract/ids.ts';
import { MonthCalendar } from '../../../web/parent/attendance/month-calendar.tsx';
import { dayAfter, monthAfter, nameOfMonth } from '../../../web/parent/attendance/own-days.ts';
import { todayIn } from '../../../web/shared/site-time.ts';
import { setLanguage } from '../../../web/shared/words/language.ts';
import { webAnswer } from '../../support/web-answer.ts';

const CHILD = '0b6c1c1e-0000-4000-8000-000000000001' as ChildId;
const ZONE = 'Asia/Shanghai';
const today = todayIn(ZONE);
const month = today.slice(0, 7);
const first = `${month}-01`;
const line = (kind: string, at: string, more: object = {}) => ({
  ...{ kind, at: `${first}T${at}:00.000Z`, roomName: '海棠班', withName: null, isCorrected: false },
  ...more,
});
const FULL = {
  ...{ mark: 'full', minutes: 569, hereSince: null, lateMinutes: 0, absenceReason: null, isCorrected: true },
  lines: [line('checked_in', '00:02', { isCorrected: true }), line('checked_out', '09:31', { withName: '巴图' })],
};
const NONE = {
  mark: 'expected',
  minutes: 0,
  hereSince: null,
  lateMinutes: 0,
  absenceReason: null,
  isCorrected: false,
  lines: [],
};
const answer = (asked: string) => ({
  ...{ childId: CHILD, name: '乌云朵朵', nickname: '朵朵', timeZone: ZONE, today, month: asked, since: `${month}-01` },
  sumsUntil: dayAfter(today, -1),
  days: Array.from({ length: 28 }, (_, n) => ({ day: dayAfter(`${asked}-01`, n), ...(n === 0 ? FULL : NONE) })),
  sums: { fullDays: 1, halfDays: 0, reportedDays: 2, unreportedDays: 0, minutes: 569 },
});

const originalFetch = globalThis.fetch;
const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
let paths: string[] = [];
beforeEach(() => {
  setLanguage('zh');
  paths = [];
  globalThis.fetch = (input) => {
    const path = typeof input === 'string' ? input : '';
    paths.push(path);
    return Promise.resolve(webAnswer(answer(/month=([\d-]+)/.exec(path)?.[1] ?? month)));
  };
  render(
    <QueryClientProvider client={client}>
      <MonthCalendar childId={CHILD} timeZone={ZONE} />
    </QueryClientProvider>,
  );
});
afterEach(() => {
  cleanup();
  client.clear();
  globalThis.fetch = originalFetch;
});

test('a day says what it was in words, and a tap shows who brought and fetched, with what was corrected', async () => {
  fireEvent.click(await screen.findByRole('button', { name: /全天在园 · 有更正$/ }));
  const details = screen.getByRole('status').textContent;
  expect(details).toContain('08:02 入园更正过');
  expect(details).toContain('17:31 离园，由巴图接走');
  expect(details).toContain('9 小时 29 分');
});

test('the same month as a table, for who reads rather than looks', async () => {
  fireEvent.click(await screen.findByRole('button', { name: '看数据' }));
  await screen.findByRole('table');
  const [, row] = screen.getAllByRole('row');
  expect(row?.textContent).toContain('全天在园 · 有更正08:02 入园；17:31 离园，由巴图接走9 小时 29 分');
});

test('one month further, and none before the first', async () => {
  await screen.findByText(/全天 1/);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: '上个月' }).disabled).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: '下个月' }));
  expect(await screen.findByRole('heading', { name: nameOfMonth(monthAfter(month, 1), 'zh') })).toBeTruthy();
  expect(paths.at(-1)).toContain(`month=${monthAfter(month, 1)}`);
});

test('months follow one another over the year’s end', () => {
  expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1), monthAfter('2026-11', 2)]).toEqual([
    '2027-01',
    '2025-12',
    '2027-01',
  ]);
});
