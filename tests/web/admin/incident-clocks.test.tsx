import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import { USUAL_CLOCKS } from '#contract/incident-clocks.ts';
import type { SiteView } from '#contract/people.ts';
import { IncidentClocks } from '../../../web/admin/sites/incident-clocks.tsx';
import { setLanguage } from '../../../web/shared/words/language.ts';
import '../../support/antd-globals.ts';
import { webAnswer } from '../../support/web-answer.ts';

const SITE = { siteId: '0b6c1c1e-0000-4000-8000-000000000001' } as SiteView;

configure({ asyncUtilTimeout: 15_000 });
const originalFetch = globalThis.fetch;
let sent: unknown[] = [];
let form: HTMLFormElement;

beforeEach(async () => {
  setLanguage('zh');
  sent = [];
  globalThis.fetch = (_: unknown, init?: RequestInit) => {
    if (init?.method === 'PUT') sent.push(JSON.parse(init.body as string));
    return Promise.resolve(webAnswer(USUAL_CLOCKS));
  };
  const { container } = render(
    <QueryClientProvider client={new QueryClient()}>
      <App>
        <IncidentClocks site={SITE} />
      </App>
    </QueryClientProvider>,
  );
  await screen.findByLabelText('打通家长电话');
  form = container.querySelector('form') as HTMLFormElement;
});
afterEach(() => {
  cleanup();
  globalThis.fetch = originalFetch;
});

/** The grave ones' come first. */
const type = (label: string, text: string) => {
  const [field] = screen.getAllByLabelText(label);
  if (!field) throw new Error(label);
  fireEvent.change(field, { target: { value: text } });
  fireEvent.blur(field);
};

test('what is changed is sent with the rest', async () => {
  type('打通家长电话', '15');
  fireEvent.submit(form);
  await waitFor(() => expect(sent).toEqual([{ ...USUAL_CLOCKS, callMinutes: 15 }]));
});

test('a time to escalate that is no longer than the one to remind is said wrong at its field, and not sent', async () => {
  type('没确认就上报', '30');
  fireEvent.submit(form);
  await screen.findByText('要比提醒的时间长。');
  expect(sent).toEqual([]);
});
