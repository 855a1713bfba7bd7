import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, fireEvent, render, screen } from '@testing-library/react';
import type { DeviceSession } from '#contract/sign-in.ts';
import { ConcernSheet } from '../../../web/caregiver/concern-sheet.tsx';
import { tablet } from '../../../web/features/devices/tablet-session.ts';
import { setLanguage } from '../../../web/shared/words/language.ts';
import { webAnswer } from '../../support/web-answer.ts';

configure({ asyncUtilTimeout: 15_000 });
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const LIN = { userId: uuid(1), name: '林老师', portrait: null };
const PLACE = {
  ...{ siteId: uuid(2), siteName: '海棠园', timeZone: 'Asia/Shanghai', needsChild: false },
  children: [{ childId: uuid(3), name: '李朵朵' }],
  rooms: [{ classroomId: uuid(4), name: '小雨滴班' }],
  staff: [{ userId: uuid(5), name: '陈园长' }],
};
const WORDS = '午睡时听见打手的声音';
const originalFetch = globalThis.fetch;
let sent: Record<string, unknown>[] = [];
let answers: (() => Promise<Response>)[] = [];
beforeEach(() => {
  setLanguage('zh');
  // jsdom knows the element but not its modal way.
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false;
  };
  localStorage.clear();
  [sent, answers] = [[], []];
  tablet.set({ phase: 'paired', device: { staff: [LIN], actor: null } as unknown as DeviceSession });
  globalThis.fetch = (input, init) => {
    if (input === '/api/concerns/choices') return Promise.resolve(webAnswer({ places: [PLACE] }));
    sent.push(JSON.parse(init?.body as string) as Record<string, unknown>);
    const answer = answers.shift();
    return answer
      ? answer()
      : Promise.resolve(webAnswer({ receipt: 'ABCD-2345', reportedAt: NOW, isReadable: true, isForOperator: true }));
  };
});
afterEach(() => {
  cleanup();
  globalThis.fetch = originalFetch;
  tablet.set({ phase: 'unknown' });
});
const NOW = '2026-06-03T02:00:00.000Z';

const open = (onClose = () => undefined) =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ConcernSheet roomName="小雨滴班" onClose={onClose} />
    </QueryClientProvider>,
  );
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
async function write(): Promise<void> {
  fireEvent.click(await screen.findByRole('radio', { name: '园长' }));
  fireEvent.change(screen.getByLabelText(/看到、听到了什么/), { target: { value: WORDS } });
  press('下一步：由本人输 PIN');
  press('林老师');
}
const enter = () => [1, 2, 3, 4].forEach((digit) => press(`数字 ${digit}`));

test('about whom, what, whose PIN: it is sent under that person, and its number is read', async () => {
  open();
  await write();
  enter();
  expect(await screen.findByText('回执编号 ABCD-2345')).toBeTruthy();
  expect(screen.getByText(/^报告已送到运营方的管理台，园长不会看到/)).toBeTruthy();
  expect(sent).toMatchObject([
    {
      ...{ siteId: PLACE.siteId, classroomId: uuid(4), about: 'director', subjectId: null, text: WORDS },
      by: { userId: LIN.userId, pin: '1234' },
    },
  ]);
  expect(document.body.textContent).not.toContain(WORDS);
  expect(JSON.stringify(Object.entries(localStorage))).not.toContain(WORDS);
});

test('what was not answered is sent again as the same report, and a wrong PIN is said and tried again', async () => {
  const wrong = { code: 'wrong-pin', message: { zh: 'PIN 不对。', en: 'no' }, id: 'p1' };
  answers = [() => Promise.reject(new TypeError('no')), () => Promise.resolve(webAnswer({ problem: wrong }, 403))];
  open();
  await write();
  enter();
  expect(await screen.findByText(/^没有发出去，也没有保存/)).toBeTruthy();
  enter();
  await screen.findByText(/不对/);
  enter();
  await screen.findByText('回执编号 ABCD-2345');
  expect(new Set(sent.map(({ sentId }) => sentId)).size).toBe(1);
});

test('without a network nothing is begun: it is said whom to call', async () => {
  const network = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  open();
  expect(await screen.findByText(/没有网络，不能提交，也没有保存任何内容。.*110/)).toBeTruthy();
  expect(screen.queryByLabelText(/看到、听到了什么/)).toBeNull();
  network.mockRestore();
});

test('where nobody could read it the reporter is told to call an authority', async () => {
  answers = [
    () => Promise.resolve(webAnswer({ receipt: 'ABCD-2345', reportedAt: NOW, isReadable: false, isForOperator: true })),
  ];
  open();
  await write();
  enter();
  expect(await screen.findByText(/请马上直接报告：公安 110/)).toBeTruthy();
});
