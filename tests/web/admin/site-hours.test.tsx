import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import type { SiteView } from '#contract/people.ts';
import { SiteForm } from '../../../web/admin/sites/site-form.tsx';
import { setLanguage } from '../../../web/shared/words/language.ts';
import '../../support/antd-globals.ts';
import { webAnswer } from '../../support/web-answer.ts';

const SITE = {
  siteId: '0b6c1c1e-0000-4000-8000-000000000001',
  name: '青禾新城园',
  address: '',
  phone: '0471-1234567',
  timeZone: 'Asia/Shanghai',
  roomConsentMode: 'strict',
  cameraNetworks: [] as string[],
  viewMinutesPerDay: null,
  streamsAtOnce: 2,
  secondFactorNeeded: false,
  hours: [{ weekday: 1, fromMinute: 480, toMinute: 1_080 }],
} as unknown as SiteView;

configure({ asyncUtilTimeout: 15_000 });
const originalFetch = globalThis.fetch;
let sent: unknown[] = [];
let form: HTMLFormElement;

beforeEach(() => {
  setLanguage('zh');
  sent = [];
  globalThis.fetch = (_: unknown, init?: RequestInit) => {
    sent.push((JSON.parse(init?.body as string) as { hours: unknown }).hours);
    return Promise.resolve(webAnswer({ code: 'bad-request', message: '' }, 400));
  };
  const { container } = render(
    <QueryClientProvider client={new QueryClient()}>
      <App>
        <SiteForm site={SITE} onSaved={() => undefined} />
      </App>
    </QueryClientProvider>,
  );
  form = container.querySelector('form') as HTMLFormElement;
});
afterEach(() => {
  cleanup();
  globalThis.fetch = originalFetch;
});

const type = (text: string) => {
  const field = screen.getByLabelText('周一从');
  fireEvent.focus(field);
  fireEvent.change(field, { target: { value: text } });
  fireEvent.blur(field);
  return field as HTMLInputElement;
};
const save = () => fireEvent.submit(form);

test.each(['25:00', ''])('%p as opening time is refused at the field, stays there and is not sent', async (typed) => {
  const field = type(typed);
  save();
  expect((await screen.findAllByText('要写成 08:30 这样。')).length).toBeGreaterThan(0);
  expect(field.value).toBe(typed);
  expect(sent).toEqual([]);
});

test('an end before its beginning is refused, and what is mended is sent', async () => {
  type('19:00');
  save();
  await screen.findByText('结束要晚于开始。');
  type('9:30');
  save();
  await waitFor(() => expect(sent).toEqual([[{ weekday: 1, fromMinute: 570, toMinute: 1_080 }]]));
});
