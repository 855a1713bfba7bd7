import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { QueryClient } from '@tanstack/react-query';
import type { NotificationsView } from '#contract/notifications.ts';
import type { Me } from '#contract/sign-in.ts';
import { NotificationPanel } from '../../../web/features/notifications/notification-panel.tsx';
import { accessToken } from '../../../web/shared/access-token.ts';
import { session } from '../../../web/shared/session.ts';
import { setLanguage } from '../../../web/shared/words/language.ts';
import { webAnswer } from '../../support/web-answer.ts';

const SUBSCRIPTION = '0b6c1c1e-0000-4000-8000-000000000007';
const KEY = 'BAr9cDCLMr-m3nXu3lVSNRnE5XNDZf0a5XHKSJBaBQoK3zMeZYAPQzcwS8xxaEVLT2Ezv8nKBBBvxi3Vb4iY6h8';
const VIEW = {
  ...{ routine: { push: true, email: true }, muted: [], kinds: ['published', 'addendum', 'reminder'] },
  push: { applicationServerKey: KEY, browsers: [] },
  email: { isOffered: true, address: null, waiting: null },
} as unknown as NotificationsView;

type Sent = { method: string; path: string; body: unknown };
let sent: Sent[];
let answers: Record<string, (body: never) => Response>;

beforeEach(() => {
  setLanguage('zh');
  sent = [];
  answers = {};
  accessToken.set('token');
  session.set({ phase: 'in', me: { userId: '0b6c1c1e-0000-4000-8000-000000000001', name: '王芳' } as Me });
  globalThis.fetch = jest.fn((path: string, { method, body }: RequestInit) => {
    const asked = { method: method ?? '', path, body: typeof body === 'string' ? (JSON.parse(body) as unknown) : null };
    sent.push(asked);
    const answer = answers[`${asked.method} ${path}`];
    return Promise.resolve(answer ? answer(asked.body as never) : webAnswer(VIEW));
  }) as never;
});
afterEach(() => {
  cleanup();
  for (const name of ['Notification', 'PushManager']) Reflect.deleteProperty(window, name);
  Reflect.deleteProperty(window, 'isSecureContext');
  Reflect.deleteProperty(navigator, 'serviceWorker');
});

/** A browser as far as the page asks it. */
function aBrowser({ permission = 'default', answer = 'granted', fails = null as Error | null } = {}) {
  const subscription = {
    options: { applicationServerKey: null },
    toJSON: () => ({
      endpoint: 'https://updates.push.services.mozilla.com/x',
      keys: { p256dh: KEY, auth: 'AAAAAAAAAAAAAAAAAAAAAA' },
    }),
  };
  const subscribe = jest.fn(() => (fails ? Promise.reject(fails) : Promise.resolve(subscription)));
  const worker = { active: {}, pushManager: { subscribe, getSubscription: () => Promise.resolve(null) } };
  const notification = { permission, requestPermission: jest.fn(() => Promise.resolve(answer)) };
  Object.defineProperty(window, 'isSecureContext', { value: true, configurable: true });
  Object.assign(window, { PushManager: {}, Notification: notification });
  const serviceWorker = { register: jest.fn(() => Promise.resolve(worker)) };
  Object.defineProperty(navigator, 'serviceWorker', { value: serviceWorker, configurable: true });
  return { notification, subscribe };
}

async function open(view: object = VIEW, shows: string | RegExp = '收哪些提醒') {
  answers['GET /api/me/notifications'] = () => webAnswer(view);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <NotificationPanel />
    </QueryClientProvider>,
  );
  await screen.findByText(shows);
}
const posted = (path: string) => sent.filter((each) => each.method !== 'GET' && each.path === path);

test('the browser’s question comes upon a tap, after the page has said what will be asked, and not before', async () => {
  const { notification, subscribe } = aBrowser();
  await open();
  expect(screen.getByText(/请选“允许”/)).toBeTruthy();
  expect(notification.requestPermission).not.toHaveBeenCalled();
  answers['POST /api/me/notifications/browsers'] = () =>
    webAnswer({
      ...VIEW,
      push: {
        ...VIEW.push,
        browsers: [
          { subscriptionId: SUBSCRIPTION, userAgent: 'Edg Windows', since: '2026-06-03T02:00:00.000Z', isThis: true },
        ],
      },
    });
  fireEvent.click(screen.getByRole('button', { name: '打开推送' }));
  await screen.findByText('这台设备已打开');
  expect(subscribe).toHaveBeenCalledTimes(1);
  expect(posted('/api/me/notifications/browsers')).toHaveLength(1);
  expect(screen.getByText(/退出登录，推送就结束/)).toBeTruthy();
});

test.each([
  ['no https', () => undefined, /https/],
  [
    'a browser without push',
    () => Object.defineProperty(window, 'isSecureContext', { value: true, configurable: true }),
    /改用邮件/,
  ],
  ['one that has blocked it', () => aBrowser({ permission: 'denied' }), /地址栏左边/],
])('of %s the page says so and what to do, and offers no button that cannot work', async (_which, given, words) => {
  given();
  await open();
  expect(screen.getByText(words)).toBeTruthy();
  expect(screen.queryByRole('button', { name: '打开推送' })).toBeNull();
});

test('a no to the question, and a push service out of reach, each have their sentence', async () => {
  aBrowser({ answer: 'default' });
  await open();
  fireEvent.click(screen.getByRole('button', { name: '打开推送' }));
  await screen.findByText(/您没有允许/);
  cleanup();
  aBrowser({ fails: new DOMException('push service error', 'AbortError') });
  await open();
  fireEvent.click(screen.getByRole('button', { name: '打开推送' }));
  await screen.findByText(/Chrome 的推送服务/);
  expect(posted('/api/me/notifications/browsers')).toHaveLength(0);
});

test('each kind has its switch; what is grave has none, and the page says why', async () => {
  aBrowser();
  await open({ ...VIEW, email: { ...VIEW.email, address: 'wang@example.com' } });
  const names = screen.getAllByRole('switch').map((input) => input.closest('label')?.textContent);
  expect(names).toEqual(['一般消息发推送', '一般消息发邮件', '孩子的新记录', '已有记录的补充说明', '还没有签字的提醒']);
  expect(screen.getByText('严重的事件总会发给您')).toBeTruthy();
  expect(screen.getByText(/要马上有人知道/)).toBeTruthy();
  answers['PUT /api/me/notifications'] = (body: object) => webAnswer({ ...VIEW, ...body });
  fireEvent.click(screen.getByLabelText('已有记录的补充说明'));
  expect(screen.getByLabelText<HTMLInputElement>('已有记录的补充说明').checked).toBe(false);
  await screen.findByText('已保存');
  expect(posted('/api/me/notifications').map(({ body }) => body)).toEqual([
    { routine: { push: true, email: true }, muted: ['addendum'] },
  ]);
  expect(screen.getByLabelText<HTMLInputElement>('已有记录的补充说明').checked).toBe(false);
});

test('an address is given, its code entered, and only then do mails go there', async () => {
  aBrowser();
  await open();
  const waiting = { ...VIEW, email: { isOffered: true, address: null, waiting: 'wang@example.test' } };
  answers['POST /api/me/notifications/email'] = () => webAnswer(waiting);
  fireEvent.change(screen.getByLabelText('邮箱地址'), { target: { value: 'wang@example.test' } });
  fireEvent.click(screen.getByRole('button', { name: '发送验证码' }));
  await screen.findByText(/验证码已发到 wang@example.test/);
  const confirm = screen.getByRole<HTMLButtonElement>('button', { name: '确认' });
  expect(confirm.disabled).toBe(true);
  fireEvent.change(screen.getByLabelText('邮件里的 6 位验证码'), { target: { value: '12 34 56' } });
  answers['POST /api/me/notifications/email/confirmation'] = () =>
    webAnswer({ ...VIEW, email: { isOffered: true, address: 'wang@example.test', waiting: null } });
  fireEvent.click(confirm);
  await screen.findByText('提醒发到 wang@example.test');
  expect(posted('/api/me/notifications/email/confirmation').map(({ body }) => body)).toEqual([{ code: '123456' }]);
});

test('without a mail server the page says so, and has no switch for it', async () => {
  aBrowser();
  await open({ ...VIEW, email: { isOffered: false, address: null, waiting: null } });
  expect(screen.getByText(/没有设置邮件服务器/)).toBeTruthy();
  expect(screen.queryByLabelText('一般消息发邮件')).toBeNull();
});

test('a test that did not go out says so', async () => {
  aBrowser();
  await open({ ...VIEW, email: { isOffered: true, address: 'wang@example.test', waiting: null } });
  answers['POST /api/me/notifications/trial'] = () =>
    webAnswer({ problem: { code: 'not-delivered', message: { zh: '没有发出去。', en: 'Not sent.' }, id: 'x' } }, 503);
  fireEvent.click(screen.getByRole('button', { name: '发一条测试' }));
  await waitFor(() => expect(screen.getByText('没有发出去。')).toBeTruthy());
});

test('whom nothing can come to is offered nothing, and reads why', async () => {
  await open({ ...VIEW, kinds: [] }, /没有会收到的消息/);
  expect(screen.queryByRole('switch')).toBeNull();
  expect(screen.queryByRole('heading')).toBeNull();
});

test('with no way to this person it is not promised that serious ones come, and said what to do', async () => {
  await open();
  expect(await screen.findByText('现在什么都发不到您这里，严重的事件也不行')).toBeDefined();
  expect(screen.queryByText('严重的事件总会发给您')).toBeNull();
});

test('an address that is none is said in the page’s own words, and nothing is sent', async () => {
  await open();
  fireEvent.click(await screen.findByRole('button', { name: '发送验证码' }));
  expect(screen.getByText('请填写邮箱地址。')).toBeDefined();
  fireEvent.change(screen.getByLabelText('邮箱地址'), { target: { value: '不是邮箱' } });
  expect(screen.queryByText('请填写邮箱地址。')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: '发送验证码' }));
  expect(screen.getByText(/^这不像邮箱地址/)).toBeDefined();
  expect(sent.filter(({ method }) => method !== 'GET')).toEqual([]);
});
