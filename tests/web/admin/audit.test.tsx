import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { App } from 'antd';
import { MemoryRouter, useLocation } from 'react-router';
import type { AuditChain, AuditEntryView } from '#contract/audit.ts';
import type { SiteView } from '#contract/people.ts';
import { AuditScreen } from '../../../web/admin/audit/audit-screen.tsx';
import { setLanguage } from '../../../web/shared/words/language.ts';
import '../../support/antd-globals.ts';
import { webAnswer } from '../../support/web-answer.ts';

const uuid = (n: number): string => `0b6c1c1e-0000-4000-8000-${String(n).padStart(12, '0')}`;
const SITE = { siteId: uuid(1), name: '青禾新城园', timeZone: 'Asia/Shanghai' } as SiteView;
// A busy machine needs seconds for antd's lists.
configure({ asyncUtilTimeout: 15_000 });
const originalFetch = globalThis.fetch;
const originalUrls = { create: URL.createObjectURL, revoke: URL.revokeObjectURL };

let asked: { path: string; query: Record<string, string>; body: unknown }[];
let chain: AuditChain;
let entries: AuditEntryView[];
let address: string;

const ENTRY: AuditEntryView = {
  id: '7',
  at: '2026-11-20T02:04:05.000Z',
  action: 'view-opened',
  actorName: '王芳',
  deviceName: null,
  subjectName: null,
  cameraName: '海棠班 全景',
  childName: '李朵朵',
  details: {},
  place: 7,
};

beforeEach(() => {
  setLanguage('zh');
  asked = [];
  chain = { newest: { position: 7, hash: 'ab'.repeat(32) }, unsealed: 0, checked: null };
  entries = [ENTRY];
  globalThis.fetch = (input, init) => {
    const { pathname: path, searchParams } = new URL(input as string, 'http://kanwa.test');
    const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined;
    asked.push({ path, query: Object.fromEntries(searchParams), body });
    return Promise.resolve(answer(path, searchParams));
  };
});

function answer(path: string, query: URLSearchParams): Response {
  if (path.endsWith('/names')) return webAnswer(named(query));
  if (path.endsWith('/chain')) return webAnswer(chain);
  if (path.endsWith('/check')) {
    chain = {
      ...chain,
      checked: { at: '2026-11-20T02:04:05.000Z', isWhole: true, places: { from: 1, to: 7, brokenAt: null } },
    };
    return webAnswer(chain);
  }
  if (path.endsWith('/export')) {
    const headers = new Map([
      ['x-rows', '50000'],
      ['x-cut', '1'],
    ]);
    return { ok: true, status: 200, headers, blob: () => Promise.resolve(new Blob(['x'])) } as unknown as Response;
  }
  return webAnswer({ entries, before: null });
}

const named = (query: URLSearchParams) =>
  query.get('id') === uuid(9) || (query.get('search') ?? '').includes('王')
    ? [{ id: uuid(9), name: '王芳', siteName: null }]
    : [];

afterEach(() => {
  cleanup();
  globalThis.fetch = originalFetch;
  Object.assign(URL, { createObjectURL: originalUrls.create, revokeObjectURL: originalUrls.revoke });
});

function Address() {
  address = useLocation().search;
  return null;
}

const open = (search = '') =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App>
        <MemoryRouter initialEntries={[`/a/audit${search}`]}>
          <AuditScreen site={SITE} />
          <Address />
        </MemoryRouter>
      </App>
    </QueryClientProvider>,
  );
const lastSearch = () => asked.filter(({ path }) => path === '/api/admin/audit').at(-1)?.query;

test('an unchecked chain says so; after a check it says that it is whole, since when, and its mark is there to note down', async () => {
  open();
  expect(await screen.findByText('还没有核对过链条。')).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: '现在核对' }));
  expect(await screen.findByText(/链条完整，核对于 .*10:04（共 7 条）/)).toBeDefined();
  expect(screen.getByText('7:abababab…')).toBeDefined();
});

test('a broken chain is an alert that names the place', async () => {
  chain = {
    ...chain,
    checked: { at: '2026-11-20T02:04:05.000Z', isWhole: false, places: { from: 1, to: 7, brokenAt: 3 } },
  };
  open();
  expect((await screen.findByRole('alert')).textContent).toContain('链条在第 3 条断开');
});

test('a check of the newest alone does not claim the whole', async () => {
  chain = {
    ...chain,
    checked: { at: '2026-11-20T02:04:05.000Z', isWhole: true, places: { from: 11, to: 60, brokenAt: null } },
  };
  setLanguage('en');
  open();
  expect(await screen.findByText(/Chain intact, checked at .*the newest, 11–60/)).toBeDefined();
});

test('who does not read the chain reads whether it is whole, and no number', async () => {
  chain = { newest: null, unsealed: 0, checked: { at: '2026-11-20T02:04:05.000Z', isWhole: true, places: null } };
  const { place: _, ...entry } = ENTRY;
  const checked = { ...entry, id: '8', action: 'audit-checked', details: { isWhole: false } };
  entries = [entry, checked];
  open();
  expect(await screen.findByText(/^链条完整，核对于 .*10:04$/)).toBeDefined();
  expect(await screen.findByText('核对了审计链条 · 已断开')).toBeDefined();
  expect(screen.queryByText(/#|待封存/)).toBeNull();
});

test('an entry shows its place, a fresh one that it is not sealed yet', async () => {
  entries = [{ ...ENTRY, id: '8', place: null, action: 'still-seen' }, ENTRY];
  open();
  expect(await screen.findByText('待封存')).toBeDefined();
  expect(screen.getByText('#7')).toBeDefined();
  expect(screen.getByText('看了一张静态图')).toBeDefined();
});

test('the address is the search: kind, person by name, and whole days of the site', async () => {
  open(`?kind=looks&person=${uuid(9)}&from=2026-11-19&to=2026-11-20`);
  await waitFor(() =>
    expect(lastSearch()).toEqual({
      siteId: SITE.siteId,
      kind: 'looks',
      personId: uuid(9),
      from: '2026-11-18T16:00:00.000Z',
      to: '2026-11-20T16:00:00.000Z',
      limit: '50',
    }),
  );
  expect(await screen.findByTitle('王芳')).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: '清除条件' }));
  await waitFor(() => expect(lastSearch()).toEqual({ siteId: SITE.siteId, limit: '50' }));
  expect(address).toBe('');
});

test('a name is typed, found, and its id stands in the address', async () => {
  open('?scope=all');
  const person = await screen.findByRole('combobox', { name: '人' });
  fireEvent.mouseDown(person);
  fireEvent.change(person, { target: { value: '王' } });
  fireEvent.click(await screen.findByText('王芳', { selector: '.ant-select-item-option-content' }));
  await waitFor(() => expect(address).toBe(`?scope=all&person=${uuid(9)}`));
  await waitFor(() => expect(lastSearch()).toEqual({ personId: uuid(9), limit: '50' }));
});

test('what is no day in the address counts for nothing; a search without a match says so', async () => {
  entries = [];
  open('?from=yesterday&to=2026-13-45');
  expect(await screen.findByText('没有符合条件的记录。')).toBeDefined();
  expect(lastSearch()).toEqual({ siteId: SITE.siteId, limit: '50' });
});

test('an export is of the same search, is saved as a file, and says when it was cut', async () => {
  Object.assign(URL, { createObjectURL: () => 'blob:kanwa', revokeObjectURL: () => undefined });
  const saved: string[] = [];
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () {
    saved.push(this.download);
  };
  try {
    const { container } = open('?kind=rights');
    await within(container).findByText('王芳');
    fireEvent.click(screen.getByRole('button', { name: '导出 CSV' }));
    expect(await screen.findByText(/只导出了最新的 50000 条/)).toBeDefined();
  } finally {
    HTMLAnchorElement.prototype.click = click;
  }
  expect(asked.find(({ path }) => path.endsWith('/export'))?.body).toEqual({
    siteId: SITE.siteId,
    kind: 'rights',
    language: 'zh',
  });
  expect(saved).toEqual([expect.stringMatching(/^审计记录-\d{4}-\d\d-\d\d\.csv$/)]);
});
