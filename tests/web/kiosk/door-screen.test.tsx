import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { MemoryRouter, Route, Routes } from 'react-router';
import { KIOSK_FORGETS_SECONDS } from '#contract/kiosk.ts';
import { DoorScreen } from '../../../web/kiosk/door-screen.tsx';
import { setLanguage } from '../../../web/shared/words/language.ts';
import { webAnswer } from '../../support/web-answer.ts';

const uuid = (n: number): string => `0b6c1c1e-0000-4000-8000-${String(n).padStart(12, '0')}`;
const SCREEN = {
  siteName: '海棠园',
  timeZone: 'Asia/Shanghai',
  now: '2026-06-03T01:00:00.000Z',
  token: 'AaIEIKC0cp6Sx03XURSUeAAABVnBVl5CBT2j5x19DbMya8O5VLo',
  renewAt: '2026-06-03T01:00:20.000Z',
};
const VISIT = {
  visit: 'x'.repeat(74),
  expiresAt: '2026-06-03T01:03:00.000Z',
  siteName: '海棠园',
  timeZone: 'Asia/Shanghai',
  children: [{ childId: uuid(1), callName: '朵朵', now: { state: 'expected', at: null } }],
};
const problem = (code: string, zh: string, status: number) =>
  webAnswer({ problem: { code, message: { zh, en: 'no' }, id: 'p1' } }, status);

type Answers = Record<string, () => Response | Promise<Response>>;
const asked: { path: string; body: unknown }[] = [];
let answers: Answers = {};
const originalFetch = globalThis.fetch;

beforeEach(() => {
  setLanguage('zh');
  asked.length = 0;
  answers = { '/api/kiosk': () => webAnswer(SCREEN), '/api/kiosk/visits': () => webAnswer(VISIT) };
  globalThis.fetch = async (input, init) => {
    const path = typeof input === 'string' ? input : '';
    asked.push({ path, body: typeof init?.body === 'string' ? JSON.parse(init.body) : null });
    const answer = answers[path];
    if (!answer) throw new TypeError('no network');
    return answer();
  };
});
afterEach(() => {
  cleanup();
  globalThis.fetch = originalFetch;
  jest.useRealTimers();
});

const open = () =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MemoryRouter initialEntries={['/kiosk']}>
        <Routes>
          <Route path="/kiosk" element={<DoorScreen />} />
          <Route path="/kiosk/pair" element={<p>pairing</p>} />
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
const type = (digits: string) => {
  for (const digit of digits) fireEvent.click(screen.getByRole('button', { name: digit }));
};

test('the code holds the address of the phone’s page with what the server said, behind the #', async () => {
  open();
  const code = await screen.findByRole('img', { name: /每 20 秒/ });
  expect(code.getAttribute('data-text')).toBe(`${window.location.origin}/p/arrive#${SCREEN.token}`);
  expect(screen.getByRole('heading', { name: '海棠园' })).toBeTruthy();
});

test('a number and six digits, and one’s own children are there by the name they are called; one tap records', async () => {
  answers['/api/kiosk/records'] = () =>
    webAnswer({ what: 'arrived', at: '2026-06-03T00:02:00.000Z', roomName: '小雨滴班' });
  open();
  await screen.findByRole('img', { name: /每 20 秒/ });
  type('13912345678');
  type('482916');
  fireEvent.click(await screen.findByRole('button', { name: '朵朵到了' }));
  expect(await screen.findByText('朵朵已入园，08:02，小雨滴班。')).toBeTruthy();
  const said = asked.filter(({ path }) => path !== '/api/kiosk').map(({ body }) => body);
  expect(said).toMatchObject([
    { phone: '13912345678', pin: '482916' },
    { visit: VISIT.visit, childId: uuid(1), what: 'arrived' },
  ]);
});

test.each([
  ['present', '在园 07:14', ['来接']],
  ['expected', '未到', ['到了', '来接']],
  ['left', '已接走 07:14', []],
])('a child that is %s says so, and is offered only what the entrance takes', async (state, words, acts) => {
  const at = state === 'expected' ? null : '2026-06-02T23:14:00.000Z';
  const children = [{ childId: uuid(1), callName: '朵朵', now: { state, at } }];
  answers['/api/kiosk/visits'] = () => webAnswer({ ...VISIT, children });
  open();
  await screen.findByRole('img', { name: /每 20 秒/ });
  type('13912345678482916');
  const child = within(await screen.findByRole('article'));
  expect(child.getByText(words)).toBeTruthy();
  const keys = child.queryAllByRole('button');
  expect(keys.map(({ textContent }) => textContent)).toEqual(acts);
  expect(keys.map(({ className }) => className.includes('door-go'))).toEqual(acts.map((_, nth) => nth === 0));
});

test('where the right does not stand, nothing is said of where the child is', async () => {
  answers['/api/kiosk/visits'] = () =>
    webAnswer({ ...VISIT, children: [{ childId: uuid(1), callName: '朵朵', now: null }] });
  open();
  await screen.findByRole('img', { name: /每 20 秒/ });
  type('13912345678482916');
  expect((await screen.findByRole('article')).textContent).toBe('朵朵到了来接');
});

test('a wrong PIN keeps the number, forgets the digits and says the server’s sentence', async () => {
  answers['/api/kiosk/visits'] = () => problem('wrong-door-pin', '手机号或密码不对。', 403);
  open();
  await screen.findByRole('img', { name: /每 20 秒/ });
  type('13912345678');
  type('000000');
  expect(await screen.findByText('手机号或密码不对。')).toBeTruthy();
  expect(screen.getByText('139 1234 5678')).toBeTruthy();
  expect(screen.getByLabelText('已输 0 位')).toBeTruthy();
});

test('a tap whose answer was lost is sent again with its own id', async () => {
  let tries = 0;
  answers['/api/kiosk/records'] = () => {
    tries += 1;
    if (tries === 1) throw new TypeError('no network');
    return webAnswer({ what: 'arrived', at: '2026-06-03T00:02:00.000Z', roomName: '小雨滴班' });
  };
  open();
  await screen.findByRole('img', { name: /每 20 秒/ });
  type('13912345678482916');
  fireEvent.click(await screen.findByRole('button', { name: '朵朵到了' }));
  await screen.findByText(/连不上/);
  fireEvent.click(screen.getByRole('button', { name: '朵朵到了' }));
  await screen.findByText(/朵朵已入园/);
  const ids = asked
    .filter(({ path }) => path === '/api/kiosk/records')
    .map(({ body }) => (body as { eventId: string }).eventId);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
});

test('untouched for twenty seconds, nothing of whoever stood there stays', async () => {
  open();
  await screen.findByRole('img', { name: /每 20 秒/ });
  type('1391');
  jest.useFakeTimers();
  fireEvent.pointerDown(window); // as a finger does before it clicks
  type('2');
  act(() => {
    jest.advanceTimersByTime((KIOSK_FORGETS_SECONDS - 1) * 1_000);
  });
  expect(screen.getByText('139 12')).toBeTruthy();
  act(() => {
    jest.advanceTimersByTime(2_000);
  });
  expect(screen.queryByText('139 12')).toBeNull();
});

test('who has gone before the answer came shows nothing of theirs to the next person, who can begin at once', async () => {
  const held: ((answer: Response) => void)[] = [];
  answers['/api/kiosk/visits'] = () => new Promise((resolve) => held.push(resolve));
  open();
  await screen.findByRole('img', { name: /每 20 秒/ });
  type('13912345678482916');
  fireEvent.click(screen.getByRole('button', { name: '重来' }));
  type('138');
  await act(async () => {
    held[0]?.(webAnswer(VISIT));
    await new Promise((passed) => setTimeout(passed, 20));
  });
  expect(screen.queryByText('朵朵')).toBeNull();
  expect(screen.getByText('138')).toBeTruthy();
});

test('a screen that was switched off shows that and nothing else; one that is none goes to pairing', async () => {
  answers['/api/kiosk'] = () => problem('kiosk-revoked', '此门口屏已停用。', 401);
  open();
  expect(await screen.findByText('此门口屏已停用')).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
  cleanup();
  answers['/api/kiosk'] = () => problem('not-signed-in', '请先登录。', 401);
  open();
  expect(await screen.findByText('pairing')).toBeTruthy();
});
