import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import { MemoryRouter } from 'react-router';
import type { SiteView } from '#contract/people.ts';
import { Me } from '#contract/sign-in.ts';
import { AccessScreen } from '../../../web/admin/access/access-screen.tsx';
import { session } from '../../../web/shared/session.ts';
import '../../support/antd-globals.ts';
import { webAnswer } from '../../support/web-answer.ts';
import { setLanguage } from '../../../web/shared/words/language.ts';

const uuid = (n: number): string => `0b6c1c1e-0000-4000-8000-${String(n).padStart(12, '0')}`;
const SITE = { siteId: uuid(1), name: '青禾新城园', timeZone: 'Asia/Shanghai' } as SiteView;
const GUARDIANSHIP = uuid(31);
// jsdom lays nothing out: the table believes that there is room for its rows.
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { value: 700 });
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { value: 1200 });
// A busy machine needs seconds for antd's dialogs.
configure({ asyncUtilTimeout: 15_000 });
const originalFetch = globalThis.fetch;
const asked: { path: string; body: unknown }[] = [];
let watching = true;
let client: QueryClient;

const table = () => ({
  cameras: [
    { cameraId: uuid(11), name: '教室', classroomName: '海棠班' },
    { cameraId: uuid(12), name: '睡眠区', classroomName: '海棠班' },
  ],
  rows: [
    {
      userId: uuid(21),
      name: '李建国',
      employer: '北方联通',
      expiresAt: null,
      children: [
        {
          childId: uuid(41),
          name: '李沐阳',
          guardianshipId: GUARDIANSHIP,
          relation: '爸爸',
          withdrawn: !watching,
          custodyBlocked: false,
        },
      ],
      cells: [11, 12].map((n) => ({
        cameraId: uuid(n),
        allowed: watching,
        reasons: watching ? [] : ['right-withdrawn'],
        until: watching ? '2026-11-20T03:30:00.000Z' : null,
        watching,
        grantId: null,
        denyId: null,
      })),
    },
  ],
});

const why = () => ({
  at: '2026-11-20T02:00:00.000Z',
  isPast: false,
  name: '李建国',
  allowed: watching,
  reason: watching ? null : 'right-withdrawn',
  until: watching ? '2026-11-20T03:30:00.000Z' : null,
  refusal: watching ? null : { code: 'not-available' },
  terms: [
    { term: 'site-on', holds: true, reason: null, until: null },
    { term: 'not-blocked', holds: watching, reason: watching ? null : 'right-withdrawn', until: null },
  ],
  facts: {
    isStaff: false,
    child: null,
    open: [],
    windows: null,
    session: [],
    roomConsent: null,
    minutes: { used: 3, limit: 60 },
    streams: { others: 0, limit: 2 },
    pausedUntil: null,
    employer: null,
    grantUntil: null,
  },
  lastWatched: null,
  refusedThatDay: 0,
  knownSince: '2026-11-01T00:00:00.000Z',
  denies: [],
});

function answer(path: string): unknown {
  if (path.startsWith('/api/admin/access/why')) return why();
  if (path.startsWith('/api/admin/access')) return table();
  if (path.startsWith('/api/admin/children')) return [];
  watching = path.endsWith('/restore');
  return { endedViews: watching ? 0 : 2 };
}

beforeEach(() => {
  setLanguage('zh');
  watching = true;
  asked.length = 0;
  globalThis.fetch = (input, init) => {
    const path = typeof input === 'string' ? input : '';
    if (typeof init?.body === 'string') asked.push({ path, body: JSON.parse(init.body) as unknown });
    return Promise.resolve(webAnswer(answer(path)));
  };
  session.set({
    phase: 'in',
    me: Me.parse({
      userId: uuid(51),
      name: '敖登',
      portrait: null,
      language: 'zh',
      faces: ['admin'],
      secondFactor: 'not-needed',
      roles: [{ role: 'operator_admin', organizationId: uuid(52), siteId: null, classroomId: null }],
    }),
  });
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
});
afterEach(() => {
  cleanup();
  client.clear();
  globalThis.fetch = originalFetch;
  session.set({ phase: 'unknown' });
});

const show = () =>
  render(
    <QueryClientProvider client={client}>
      <MemoryRouter initialEntries={['/a/access']}>
        <App>
          <AccessScreen site={SITE} />
        </App>
      </MemoryRouter>
    </QueryClientProvider>,
  );

test('withdrawing names who loses what, asks for a reason, says how many views it will end, then how many it ended, and can be undone', async () => {
  show();
  fireEvent.click(await screen.findByRole('button', { name: '李建国，海棠班 教室，在看' }));
  fireEvent.click(await screen.findByRole('button', { name: '收回权利 · 将结束 2 路观看' }));
  await screen.findByText('收回李建国对李沐阳的权利');
  const [, confirm] = screen.getAllByRole('button', { name: '收回权利 · 将结束 2 路观看' });
  fireEvent.click(confirm!);
  await screen.findByText('请选一个原因，或自己写。');
  expect(asked).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: '家长自己要求' }));
  fireEvent.click(confirm!);

  expect(await screen.findByText(/已收回，结束了 2 路观看/)).toBeTruthy();
  expect(asked[0]).toEqual({
    path: `/api/admin/guardianships/${GUARDIANSHIP}/withdraw`,
    body: { kind: 'right', reason: '家长自己要求' },
  });
  expect(await screen.findByText('家长看到的是：“暂不可观看，请联系园所。”')).toBeTruthy();

  fireEvent.click(screen.getByRole('button', { name: /^撤\s?销$/ }));
  await waitFor(() => expect(asked[1]?.path).toBe(`/api/admin/guardianships/${GUARDIANSHIP}/restore`));
  expect(await screen.findByText('已撤销')).toBeTruthy();
});

test('arrow keys move from cell to cell, and one cell only takes part in the tab order', async () => {
  show();
  const first = await screen.findByRole('button', { name: '李建国，海棠班 教室，在看' });
  const second = screen.getByRole('button', { name: '李建国，海棠班 睡眠区，在看' });
  expect([first.tabIndex, second.tabIndex]).toEqual([0, -1]);
  first.focus();
  fireEvent.keyDown(first, { key: 'ArrowRight' });
  await waitFor(() => expect(document.activeElement).toBe(second));
  expect([first.tabIndex, second.tabIndex]).toEqual([-1, 0]);
});
