import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { App } from 'antd';
import { MemoryRouter } from 'react-router';
import type { HealthCases } from '#contract/health-cases.ts';
import type { SiteView } from '#contract/people.ts';
import { HealthScreen } from '../../../web/admin/health/health-screen.tsx';
import { setLanguage } from '../../../web/shared/words/language.ts';
import '../../support/antd-globals.ts';
import { webAnswer } from '../../support/web-answer.ts';

// A busy machine needs seconds for antd's tables.
configure({ asyncUtilTimeout: 15_000 });
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const DAY = '2026-06-03';
const SITE = { siteId: uuid(1), name: '青禾新城园', timeZone: 'Asia/Shanghai' } as SiteView;
const step = (n: number, kind: string, by: string) => ({
  ...{
    followUpId: uuid(n),
    kind,
    by,
    relation: null,
    note: '',
    temperature: null,
    at: `${DAY}T00:3${String(n % 10)}:00.000Z`,
  },
});
const found = (n: number, childName: string, state: string, followUps: object[]) => ({
  ...{ checkId: uuid(n), childId: uuid(n + 100), childName, classroomId: uuid(2), classroomName: '海棠班', day: DAY },
  ...{ period: 'morning', temperature: 376, signs: ['cough'], note: '', at: `${DAY}T00:20:00.000Z`, by: '王丽' },
  ...{ state, dueAt: `${DAY}T00:35:00.000Z`, fetchedAt: null, followUps },
});
const CASES = {
  timeZone: 'Asia/Shanghai',
  rooms: [
    { classroomId: uuid(3), name: '青苗班' },
    { classroomId: uuid(2), name: '海棠班' },
  ],
  counts: { open: 1, closed: 1, all: 2 },
  cases: [
    found(11, '朵朵', 'waiting', []),
    {
      ...found(12, '安安', 'closed', [step(21, 'called', '王丽')]),
      fetchedAt: `${DAY}T00:32:00.000Z`,
    },
    found(13, '石头', 'answered', [
      step(23, 'called', '王丽'),
      { ...step(24, 'guardian_comes', '苏日娜'), relation: '妈妈' },
    ]),
  ],
} as unknown as HealthCases;

const originalFetch = globalThis.fetch;
const asked: string[] = [];
beforeEach(() => {
  setLanguage('zh');
  asked.length = 0;
  globalThis.fetch = (input) => {
    const { search } = new URL(input as string, 'http://kanwa.test');
    asked.push(search);
    return Promise.resolve(webAnswer(CASES));
  };
});
afterEach(() => {
  cleanup();
  globalThis.fetch = originalFetch;
});

function open(search = '') {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App>
        <MemoryRouter initialEntries={[`/a/health${search}`]}>
          <HealthScreen site={SITE} />
        </MemoryRouter>
      </App>
    </QueryClientProvider>,
  );
}
const rowOf = async (name: string) => within((await screen.findByText(name)).closest('tr') as HTMLElement);

test('each finding says who followed it up and whether the child was fetched; its name leads to its day', async () => {
  open('?state=all');
  const waiting = await rowOf('朵朵');
  expect(waiting.getByText('37.6 ℃、咳嗽')).toBeDefined();
  expect(waiting.getByText('还没有人跟进')).toBeDefined();
  expect(waiting.getByText('没有')).toBeDefined();
  expect(waiting.getByRole('link').getAttribute('href')).toBe(`/a/attendance?day=${DAY}&child=${uuid(111)}`);
  const closed = await rowOf('安安');
  expect(closed.getByText('08:31 王丽：打电话告知了家人')).toBeDefined();
  expect(closed.getByText('08:32 接走')).toBeDefined();
  expect(closed.getByText('已接走')).toBeDefined();
  expect((await rowOf('石头')).getByText('妈妈来接')).toBeDefined();
});

test('the room that the overview named and the chosen state are asked of the server', async () => {
  open(`?room=${uuid(2)}`);
  fireEvent.click(await screen.findByText('已处理完 1'));
  await waitFor(() =>
    expect(asked).toEqual([
      `?siteId=${uuid(1)}&state=open&classroomId=${uuid(2)}`,
      `?siteId=${uuid(1)}&state=closed&classroomId=${uuid(2)}`,
    ]),
  );
});
