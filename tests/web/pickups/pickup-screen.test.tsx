import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import type { Me } from '#contract/sign-in.ts';
import PickupScreen from '../../../web/parent/pickup/pickup-screen.tsx';
import { session } from '../../../web/shared/session.ts';
import { setLanguage } from '../../../web/shared/words/language.ts';
import { webAnswer } from '../../support/web-answer.ts';

const uuid = (n: number): string => `0b6c1c1e-0000-4000-8000-${String(n).padStart(12, '0')}`;
const ME = { userId: uuid(500), name: '王芳', portrait: null, faces: ['parent'] } as unknown as Me;
const person = (n: number, more: object = {}) => ({
  pickupId: uuid(n),
  name: '王奶奶',
  relation: '奶奶',
  phone: '139 5555 6666',
  hasPhoto: false,
  addedBy: { userId: uuid(501), name: '李强' },
  addedAt: '2026-06-03T01:00:00.000Z',
  onlyOn: null,
  isVoid: false,
  ...more,
});
const child = (more: object = {}) => ({
  childId: uuid(1),
  name: '李朵朵',
  nickname: '朵朵',
  portrait: null,
  siteName: '海棠园',
  sitePhone: '',
  timeZone: 'Asia/Shanghai',
  mayName: true,
  guardians: [{ userId: uuid(500), name: '王芳', relation: '妈妈', portrait: null }],
  people: [person(10)],
  ...more,
});

const asked: { method: string; path: string; body: unknown }[] = [];
let answer: (method: string, path: string) => Response;
const originalFetch = globalThis.fetch;
beforeEach(() => {
  setLanguage('zh');
  session.set({ phase: 'in', me: ME });
  asked.length = 0;
  globalThis.fetch = (input, init) => {
    const [method, path] = [init?.method ?? 'GET', typeof input === 'string' ? input : ''];
    asked.push({ method, path, body: typeof init?.body === 'string' ? JSON.parse(init.body) : null });
    return Promise.resolve(answer(method, path));
  };
});
afterEach(() => {
  cleanup();
  globalThis.fetch = originalFetch;
});

const open = (shown: object) => {
  answer = () => webAnswer({ children: [shown] });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <MemoryRouter>
        <PickupScreen />
      </MemoryRouter>
    </QueryClientProvider>,
  );
};
const fill = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

test('one reads who named whom, and that a person without a photo is not known by the caregivers', async () => {
  open(child());
  expect(await screen.findByText('奶奶 王奶奶')).toBeTruthy();
  expect(screen.getByText(/李强添加/)).toBeTruthy();
  expect(screen.getByText('没有照片，老师认不出来')).toBeTruthy();
  // whose photo it is, whoever named them says
  expect(screen.queryByRole('button', { name: '加照片' })).toBeNull();
});

test('a code for today is shown in two groups until it is closed, and never again', async () => {
  open(child());
  fireEvent.click(await screen.findByRole('button', { name: '今天请别人接' }));
  fill('姓名', '小周');
  fill('和孩子的关系', '邻居');
  fill('手机号', '137 1111 2222');
  const code = { pickupId: uuid(11), code: '543940', onlyOn: '2026-06-03', expiresAt: '2026-06-03T16:00:00.000Z' };
  answer = (method) => (method === 'POST' ? webAnswer(code) : webAnswer({ children: [child()] }));
  fireEvent.click(screen.getByRole('button', { name: '做接送码' }));
  expect(await screen.findByText('543 940')).toBeTruthy();
  expect(asked.find(({ method }) => method === 'POST')).toMatchObject({
    path: '/api/pickups/codes',
    body: { childId: uuid(1), name: '小周', relation: '邻居', phone: '137 1111 2222' },
  });
  fireEvent.click(screen.getByRole('button', { name: '记下了' }));
  expect(screen.queryByText('543 940')).toBeNull();
});

test('a photo of a kind that cannot be taken says what to do, and the person is named all the same', async () => {
  open(child({ people: [person(10, { addedBy: { userId: uuid(500), name: '王芳' } })] }));
  fireEvent.click(await screen.findByRole('button', { name: '加照片' }));
  answer = (method) =>
    method === 'PUT'
      ? webAnswer(
          { problem: { code: 'bad-request', message: { zh: '', en: '' }, id: 'p', fields: { file: 'heic' } } },
          400,
        )
      : webAnswer({ children: [child()] });
  const file = new File([new Uint8Array([1])], 'a.heic');
  fireEvent.change(screen.getByLabelText('照片（正面、清楚）'), { target: { files: [file] } });
  expect(await screen.findByText(/这是 HEIC 照片/)).toBeTruthy();
});

test('who may not fetch the child changes nothing and is told to ask the nursery', async () => {
  open(child({ mayName: false }));
  expect(await screen.findByText(/请联系园所/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: '添加接送人' })).toBeNull();
  expect(screen.queryByRole('button', { name: '撤销王奶奶' })).toBeNull();
});

test('taking a person back says what follows before it is done', async () => {
  open(child());
  fireEvent.click(await screen.findByRole('button', { name: '撤销王奶奶' }));
  expect(screen.getByText('撤销后王奶奶就不能接朵朵了。')).toBeTruthy();
  answer = (method) => (method === 'DELETE' ? webAnswer(null, 204) : webAnswer({ children: [child({ people: [] })] }));
  fireEvent.click(screen.getByRole('button', { name: '确定撤销' }));
  await expect(screen.findByText('王芳', { exact: false })).resolves.toBeTruthy();
  expect(asked.find(({ method }) => method === 'DELETE')?.path).toBe(`/api/pickups/${uuid(10)}`);
});
