import { afterEach, expect, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, render, screen } from '@testing-library/react';
import { App } from 'antd';
import type { SiteView } from '#contract/people.ts';
import { DailyChecks } from '../../../web/admin/sites/daily-checks.tsx';
import { setLanguage } from '../../../web/shared/words/language.ts';
import '../../support/antd-globals.ts';
import { webAnswer } from '../../support/web-answer.ts';

configure({ asyncUtilTimeout: 15_000 });
const uuid = (n: number): string => `0b6c1c1e-0000-4000-8000-${String(n).padStart(12, '0')}`;
const SITE = { siteId: uuid(1), name: '青禾新城园', timeZone: 'Asia/Shanghai' } as SiteView;
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const plan = (n: number, name: string) => ({
  ...{ taskId: uuid(n), siteId: uuid(1), classroomId: null, kind: 'patrol', name, weekdays: [1], dueMinute: 480 },
});
const todo = (n: number, name: string, dueAt: string) => ({ taskId: uuid(n), kind: 'patrol', name, dueAt, done: null });
const room = (n: number, classroomName: string, tasks: object[]) => ({
  ...{ classroomId: uuid(n), classroomName, tasks, sleep: null, looks: 0 },
});
const PLAN = {
  ...{ now: ago(0), timeZone: 'Asia/Shanghai', tasks: [plan(11, '晨间巡查'), plan(12, '玩具消毒')] },
  today: [
    room(21, '海棠班', [todo(11, '晨间巡查', ago(11)), todo(12, '玩具消毒', ago(9))]),
    room(22, '青苗班', [
      { ...todo(11, '晨间巡查', ago(11)), done: { checkId: uuid(31), at: ago(12), by: '林老师', recordedAt: ago(12) } },
    ]),
  ],
};

const originalFetch = globalThis.fetch;
afterEach(() => {
  cleanup();
  globalThis.fetch = originalFetch;
});

test('a check whose time is over is marked in the plan, with the rooms that still owe it, and beside each room', async () => {
  setLanguage('zh');
  globalThis.fetch = () => Promise.resolve(webAnswer(PLAN));
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App>
        <DailyChecks site={SITE} readOnly />
      </App>
    </QueryClientProvider>,
  );
  expect(await screen.findByText('逾期 · 海棠班')).toBeDefined();
  expect(screen.getAllByText(/逾期/).map(({ textContent }) => textContent)).toEqual([
    '逾期 · 海棠班',
    '逾期：晨间巡查',
  ]);
});
