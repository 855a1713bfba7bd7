import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import type { SiteView } from '#contract/people.ts';
import { CloseDaysModal } from '../../../web/admin/sites/close-days-modal.tsx';
import { setLanguage } from '../../../web/shared/words/language.ts';
import '../../support/antd-globals.ts';
import { webAnswer } from '../../support/web-answer.ts';

const SITE = {
  siteId: '0b6c1c1e-0000-4000-8000-000000000001',
  timeZone: 'Asia/Shanghai',
  viewsNow: 0,
  staffViewsNow: 0,
} as SiteView;
const CLOSED = [{ day: '2031-10-03', reason: '国庆' }];

const PROBLEM = { code: 'bad-request', message: { zh: '有误', en: 'wrong' }, id: 'p1' };

configure({ asyncUtilTimeout: 15_000 });
const originalFetch = globalThis.fetch;
let sent: unknown[] = [];
let answer: Response;

beforeEach(() => {
  setLanguage('zh');
  sent = [];
  answer = webAnswer({ endedViews: 0 });
  globalThis.fetch = (_: unknown, init?: RequestInit) => {
    sent.push(JSON.parse(init?.body as string));
    return Promise.resolve(answer);
  };
  render(
    <QueryClientProvider client={new QueryClient()}>
      <App>
        <CloseDaysModal site={SITE} days={CLOSED} onClose={() => undefined} />
      </App>
    </QueryClientProvider>,
  );
});
afterEach(() => {
  cleanup();
  globalThis.fetch = originalFetch;
});

const fill = (label: string, day: string) => fireEvent.change(screen.getByLabelText(label), { target: { value: day } });
const close = () => fireEvent.click(screen.getByRole('button', { name: /登\s?记/ }));
/** The sentence stands in the field's own part of the form, and the field says that something is wrong with it. */
const seeError = (label: string, sentence: string) =>
  waitFor(() => {
    const field = screen.getByLabelText(label);
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(field.closest('.ant-form-item')?.textContent).toContain(sentence);
  });

test('a last day before the first is refused at the field and not sent', async () => {
  fill('第一天', '2031-10-05');
  fill('最后一天', '2031-10-04');
  fireEvent.click(screen.getByRole('button', { name: '法定节假日' }));
  close();
  await seeError('最后一天', '最后一天不能早于第一天。');
  expect(sent).toEqual([]);
});

test('a day that is closed already is named at the field with its reason', async () => {
  fill('第一天', '2031-10-01');
  fill('最后一天', '2031-10-05');
  fireEvent.click(screen.getByRole('button', { name: '法定节假日' }));
  close();
  await seeError('第一天', '2031-10-03 已经登记过：国庆。');
  expect(sent).toEqual([]);
});

test('one day needs no last day', async () => {
  fill('第一天', '2031-10-06');
  fireEvent.click(screen.getByRole('button', { name: '消毒停园' }));
  close();
  await waitFor(() => expect(sent).toEqual([{ from: '2031-10-06', to: '2031-10-06', reason: '消毒停园' }]));
});

test('what the server refuses is said at its field', async () => {
  answer = webAnswer({ problem: { ...PROBLEM, fields: { from: 'in-the-past' } } }, 400);
  fill('第一天', '2031-10-06');
  fireEvent.click(screen.getByRole('button', { name: /培\s?训/ }));
  close();
  await seeError('第一天', '不能早于今天。');
});
