import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { App } from 'antd';
import { MemoryRouter } from 'react-router';
import type { IncidentTrends, RegisterPage } from '#contract/incident-register.ts';
import type { SiteView } from '#contract/people.ts';
import { RegisterScreen } from '../../../web/admin/incidents-register/register-screen.tsx';
import { setLanguage } from '../../../web/shared/words/language.ts';
import '../../support/antd-globals.ts';
import { webAnswer } from '../../support/web-answer.ts';

// A busy machine needs seconds for antd's tables.
configure({ asyncUtilTimeout: 15_000 });
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const SITE = { siteId: uuid(1), name: '青禾新城园', timeZone: 'Asia/Shanghai' } as SiteView;

const row = (n: number, more: object) => ({
  ...{
    incidentId: uuid(n),
    number: `2026-0602-0${String(n)}`,
    kind: 'fall',
    isGrave: false,
    state: 'draft',
    isSigned: false,
  },
  ...{
    siteId: uuid(1),
    siteName: SITE.name,
    timeZone: SITE.timeZone,
    classroomName: '海棠班',
    cause: '踩空',
    reason: '',
  },
  ...{ happenedAt: '2026-06-02T02:15:00.000Z', children: [], ...more },
});
const PAGE = {
  rows: [
    row(1, { children: [{ childId: uuid(11), name: '赵可心', number: 'HT-1', injury: 'assault' }] }),
    row(2, { kind: 'choking', isGrave: true, state: 'closed' }),
  ],
  found: 70,
  after: `1780366500000.${uuid(2)}`,
} as unknown as RegisterPage;
const HOURS = Array.from({ length: 24 }, (_, hour) => (hour === 10 ? 4 : hour === 15 ? 2 : 0));
const TRENDS = {
  ...{ from: '2026-06-01', to: '2026-06-10', found: 6 },
  rooms: [{ classroomId: uuid(2), name: '海棠班', siteName: SITE.name, hours: HOURS }],
  weeks: [
    { monday: '2026-06-01', kinds: { fall: 4 }, injuries: { fall: 3, none: 1 } },
    { monday: '2026-06-08', kinds: { bite: 2 }, injuries: { assault: 2 } },
  ],
} as unknown as IncidentTrends;

const originalFetch = globalThis.fetch;
const asked: URL[] = [];
let trends = TRENDS;
beforeEach(() => {
  setLanguage('zh');
  asked.length = 0;
  trends = TRENDS;
  globalThis.fetch = (input) => {
    const address = new URL(input as string, 'http://kanwa.test');
    asked.push(address);
    if (address.pathname.endsWith('/trends')) return Promise.resolve(webAnswer(trends));
    return Promise.resolve(webAnswer(address.pathname.endsWith('/incident-register') ? PAGE : []));
  };
});
afterEach(() => {
  cleanup();
  globalThis.fetch = originalFetch;
});

const show = (query = '') =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App>
        <MemoryRouter initialEntries={[`/a/incidents/register?${query}`]}>
          <RegisterScreen site={SITE} />
        </MemoryRouter>
      </App>
    </QueryClientProvider>,
  );
const lists = () => asked.filter(({ pathname }) => pathname.endsWith('/incident-register')).map(({ search }) => search);

test('each incident is a line that leads to its record and to paper', async () => {
  show();
  const link = await screen.findByRole('link', { name: '2026-0602-01' });
  expect(link.getAttribute('href')).toBe(`/a/incidents/${uuid(1)}?site=${uuid(1)}`);
  const line = within(link.closest('tr') ?? link);
  for (const said of ['赵可心', '12 他伤或攻击伤', '跌倒、碰撞', '草稿', '踩空'])
    expect(line.getByText(said)).toBeTruthy();
  expect(line.getByRole('link', { name: '打印 2026-0602-01' }).getAttribute('href')).toBe(
    `/a/incidents/${uuid(1)}/print?site=${uuid(1)}`,
  );
  const grave = within(screen.getByRole('link', { name: '2026-0602-02' }).closest('tr') ?? link);
  for (const said of ['严重', '整个班级', '已归档']) expect(grave.getByText(said)).toBeTruthy();
  expect(screen.getByRole('status').textContent).toBe('70 起');
});

test('the address is the search; what the server would not take is left out of it', async () => {
  show(`kind=bite&state=nonsense&from=2026-06-01&q=${encodeURIComponent('积木')}&order=oldest`);
  await screen.findByRole('link', { name: '2026-0602-01' });
  expect(Object.fromEntries(new URLSearchParams(lists()[0]))).toEqual({
    ...{ siteId: uuid(1), kind: 'bite', from: '2026-06-01', text: '积木', order: 'oldest' },
  });
  fireEvent.click(screen.getByRole('button', { name: '清除条件' }));
  await waitFor(() => expect(lists().at(-1)).toBe(`?siteId=${uuid(1)}&order=oldest`));
  fireEvent.click(await screen.findByRole('button', { name: '再看一些' }));
  await waitFor(() => expect(new URLSearchParams(lists().at(-1)).get('after')).toBe(PAGE.after));
});

test('trends say what they show in a sentence, and have their figures behind them', async () => {
  show('view=trends');
  const sentence = '2026-06-01 到 2026-06-10 共 6 起；最多的是海棠班 10 点，4 起。';
  const plot = await screen.findByRole('img', { name: sentence });
  expect([...plot.querySelectorAll('text')].map(({ textContent }) => textContent)).toEqual(
    expect.arrayContaining(['海棠班', '10', '4', '2']),
  );
  const part = within(screen.getByRole('region', { name: '什么时候，在哪个班' }));
  fireEvent.click(part.getByRole('button', { name: '看数据' }));
  const cells = within(part.getByRole('row', { name: /^海棠班/ })).getAllByRole('cell');
  expect(cells.map(({ textContent }) => textContent)).toEqual(['0', '0', '4', '0', '0', '0', '0', '2', '0', '0', '6']);
  fireEvent.click(screen.getByText('按伤害类型'));
  expect(await screen.findByRole('img', { name: /共 6 人次，每个孩子计一次；最多的是「跌伤」，3 人次/ })).toBeTruthy();
});

test('of fewer than five nothing is drawn: the list stands there', async () => {
  trends = { ...TRENDS, found: 4 };
  show('view=trends');
  expect(await screen.findByRole('link', { name: '2026-0602-01' })).toBeTruthy();
  expect(screen.getByText('2026-06-01 到 2026-06-10 只有 4 起。少于 5 起不画图，看清单更清楚。')).toBeTruthy();
  expect(screen.queryByRole('img', { name: /最多的/ })).toBeNull();
});
