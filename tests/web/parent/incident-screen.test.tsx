import '../../support/antd-globals.ts';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter, Route, Routes } from 'react-router';
import { IncidentPhotoId } from '#contract/ids.ts';
import type { OwnIncident } from '#contract/own-incidents.ts';
import IncidentScreen from '../../../web/parent/incidents/incident-screen.tsx';
import { Me } from '../../../server/contract/sign-in.ts';
import { session } from '../../../web/shared/session.ts';
import { setLanguage } from '../../../web/shared/words/language.ts';
import { ownIncident } from '../../support/own-incident.ts';
import { webAnswer } from '../../support/web-answer.ts';

const OTHER = '0b6c1c1e-0000-4000-8000-000000000012';
const ME = Me.parse({
  ...{ userId: '11111111-1111-4111-8111-111111111111', name: '苏日娜', portrait: null, language: 'zh' },
  ...{ faces: ['parent'], roles: [], secondFactor: 'not-needed' },
});
const originalFetch = globalThis.fetch;
const originalContext = HTMLCanvasElement.prototype.getContext;
let sent: { stepId: string; childId: string; signature: object }[] = [];
/** What the server says to a signature; 'lost': nothing comes back. */
let answer: 'signs' | 'lost' | 'not-found';
let incidents: OwnIncident[];

beforeEach(() => {
  setLanguage('zh');
  session.set({ phase: 'in', me: ME });
  sent = [];
  answer = 'signs';
  HTMLCanvasElement.prototype.getContext = (() => new Proxy({}, { get: () => () => undefined })) as never; // jsdom draws nothing
  globalThis.fetch = (_path, init) => {
    if (init?.method !== 'POST') return Promise.resolve(webAnswer({ incidents }));
    const said = JSON.parse(init.body as string) as (typeof sent)[number];
    sent.push(said);
    if (answer === 'lost') return Promise.reject(new TypeError('network'));
    if (answer === 'not-found') {
      incidents = [];
      const message = { zh: '没有找到。', en: 'Not found.' };
      return Promise.resolve(webAnswer({ problem: { code: 'not-found', id: 'x', message } }, 404));
    }
    const at = '2026-06-03T02:30:00.000Z';
    incidents = incidents.map((each) => ({
      ...each,
      acknowledgedAt: at,
      signed: { at, signature: said.signature as never },
    }));
    return Promise.resolve(webAnswer({ incidents }));
  };
});
afterEach(() => {
  cleanup();
  globalThis.fetch = originalFetch;
  HTMLCanvasElement.prototype.getContext = originalContext;
});

function open(told: OwnIncident[], query = ''): void {
  incidents = told;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <MemoryRouter initialEntries={[`/p/incidents/${ownIncident().incidentId}${query}`]}>
        <Routes>
          <Route path="/p/incidents/:incidentId" element={<IncidentScreen />} />
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

/** The name of the account stands there already. */
async function signByName(name = '苏日娜'): Promise<void> {
  fireEvent.click(await screen.findByRole('radio', { name: '输入姓名' }));
  const field = screen.getByLabelText<HTMLInputElement>('您的姓名');
  expect(field.value).toBe('苏日娜');
  if (name !== '苏日娜') fireEvent.change(field, { target: { value: name } });
  fireEvent.click(screen.getByRole('button', { name: '签字确认' }));
}
const call = () => screen.queryByRole('link', { name: '打给园所' });

test('what happened is read in words, the map too, and signed by name', async () => {
  open([
    ownIncident({
      calledAt: '2026-06-03T02:05:00.000Z',
      addenda: [{ at: '2026-06-03T08:00:00.000Z', text: '午睡很好。' }],
    }),
  ]);
  await screen.findByRole('heading', { name: '朵朵 · 跌倒、碰撞' });
  const page = document.body.textContent;
  for (const words of ['左膝擦红，已冷敷。', '2026-0603-01', '跌伤', '已标记：左膝部（正面）', '午睡很好。'])
    expect(page).toContain(words);
  expect(page).toMatch(/10:05 已打电话告诉家人/);
  expect(call()?.className).not.toContain('primary'); // it may be called; nothing asks for it
  await signByName();
  await screen.findByRole('heading', { name: '您已签字确认' });
  expect(sent.map(({ signature }) => signature)).toEqual([{ kind: 'typed', name: '苏日娜' }]);
  expect(screen.getByText('苏日娜（输入的姓名）')).toBeDefined();
  expect(document.activeElement?.textContent).toBe('您已签字确认');
});

test('photos of one’s own child are shown, to look at alone', async () => {
  const photoId = IncidentPhotoId.parse('0b6c1c1e-0000-4000-8000-000000000021');
  open([ownIncident({ photos: [{ photoId, width: 800, height: 600 }] })]);
  expect(await screen.findByRole('heading', { name: '照片' })).toBeDefined();
  expect(screen.queryByRole('button', { name: /拍照|添加/ })).toBeNull();
});

test('a grave one offers the call before everything else', async () => {
  open([ownIncident({ kind: 'choking', isGrave: true })]);
  await waitFor(() => expect(call()?.getAttribute('href')).toBe('tel:04711234567'));
  const links = screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent);
  expect(links[0]).toBe('请先给园所打电话');
});

test('whom the nursery has just phoned, of one that was published before, is not told to phone first', async () => {
  open([ownIncident({ kind: 'choking', isGrave: true, reachedAt: '2026-06-03T02:20:00.000Z' })]);
  expect((await screen.findByRole('region', { name: '园所已和您家通过电话' })).textContent).toMatch(/10:20/);
  expect(screen.queryByText('请先给园所打电话')).toBeNull();
});

test('nothing written is not sent, and says so', async () => {
  open([ownIncident()]);
  fireEvent.click(await screen.findByRole('button', { name: '签字确认' }));
  expect(screen.getByRole('alert').textContent).toBe('请先在框里签名，或改为输入姓名。');
  await signByName('  ');
  expect(screen.getByRole('alert').textContent).toBe('请输入您的姓名。');
  expect(sent).toEqual([]);
});

test('no answer: it is said, and signing again is the same word', async () => {
  open([ownIncident()]);
  answer = 'lost';
  await signByName('苏日娜');
  await waitFor(() => expect(screen.getByRole('alert').textContent).toMatch(/^现在连不上/));
  answer = 'signs';
  fireEvent.change(screen.getByLabelText('您的姓名'), { target: { value: '苏 日娜' } });
  fireEvent.click(screen.getByRole('button', { name: '签字确认' }));
  await screen.findByRole('heading', { name: '您已签字确认' });
  expect(new Set(sent.map(({ stepId }) => stepId)).size).toBe(1);
});

test('the right was taken while the page was open: it is empty, with a sentence', async () => {
  open([ownIncident()]);
  answer = 'not-found';
  await signByName('苏日娜');
  await screen.findByText(/^没有这份记录，或者您现在看不到它/);
  expect(document.body.textContent).not.toContain('左膝');
});

test('of one that the other parent signed only that it was', async () => {
  open([ownIncident({ acknowledgedAt: '2026-06-03T02:30:00.000Z' })]);
  await screen.findByRole('heading', { name: '已由家人确认' });
  expect(screen.queryByRole('button', { name: '签字确认' })).toBeNull();
});

test('two of one’s own children in it: each has its page, and they lead to one another', async () => {
  open(
    [ownIncident(), ownIncident({ childId: OTHER, childName: '其其', told: '其其的手指夹了一下。' })],
    `?child=${OTHER}`,
  );
  await screen.findByText('其其的手指夹了一下。');
  expect(screen.queryByText('左膝擦红，已冷敷。')).toBeNull();
  fireEvent.click(screen.getByRole('link', { name: '同一件事里朵朵的记录' }));
  await screen.findByText('左膝擦红，已冷敷。');
});

test('an id of nothing, in English', async () => {
  setLanguage('en');
  open([]);
  await screen.findByText(/^There is no such report/);
});
