import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import type { EmployerView, NetworksSaved } from '#contract/employers.ts';
import { NetworksDrawer } from '../../../web/admin/organizations/networks-drawer.tsx';
import { setLanguage } from '../../../web/shared/words/language.ts';
import '../../support/antd-globals.ts';
import { webAnswer } from '../../support/web-answer.ts';

const EMPLOYER = {
  organizationId: '0b6c1c1e-0000-4000-8000-000000000002',
  name: '青城通信公司',
  networks: ['10.12.0.0/16'],
} as EmployerView;
const TRIED: NetworksSaved = {
  networks: ['10.12.0.0/16'],
  yourAddress: '10.12.0.9',
  isYourAddressWithin: true,
  viewsNow: 3,
  endedViews: 0,
};

const PROBLEM = { code: 'bad-request', message: { zh: '有误', en: 'wrong' }, id: 'p1' };

configure({ asyncUtilTimeout: 15_000 });
const originalFetch = globalThis.fetch;
let sent: unknown[] = [];
let answer: Response;
let client: QueryClient;

beforeEach(() => {
  setLanguage('zh');
  sent = [];
  answer = webAnswer(TRIED);
  globalThis.fetch = (_: unknown, init?: RequestInit) => {
    sent.push(JSON.parse(init?.body as string));
    return Promise.resolve(answer);
  };
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <App>
        <NetworksDrawer employer={EMPLOYER} onClose={() => undefined} />
      </App>
    </QueryClientProvider>,
  );
});
afterEach(() => {
  cleanup();
  client.clear();
  globalThis.fetch = originalFetch;
});

const field = () => screen.getByLabelText('办公网络');
const type = (text: string) => fireEvent.change(field(), { target: { value: text } });
const saveButton = (name: RegExp) => screen.getByRole<HTMLButtonElement>('button', { name });

test('a wrong line is told by its number and text at the field, and cannot be saved', async () => {
  await screen.findByText('允许');
  answer = webAnswer({ problem: { ...PROBLEM, fields: { 'networks.1': 'not-a-network' } } }, 400);
  type('10.12.0.0/16\n\n300.1.2.3');
  const told = await screen.findByText(/第 3 行“300\.1\.2\.3”/);
  expect(field().getAttribute('aria-invalid')).toBe('true');
  expect(told.closest(`#${field().getAttribute('aria-describedby')}`)).not.toBeNull();
  expect(saveButton(/保\s?存/).disabled).toBe(true);
});

test('whose pictures would end stands on the button before anything is saved', async () => {
  answer = webAnswer({ ...TRIED, networks: ['192.0.2.0/24'], isYourAddressWithin: false, endedViews: 2 });
  type('192.0.2.0/24');
  const save = await screen.findByRole('button', { name: /将结束 2 路观看/ });
  expect(screen.getByText('不允许')).toBeTruthy();
  expect(sent.every((body) => (body as { trial?: boolean }).trial)).toBe(true);
  fireEvent.click(save);
  await waitFor(() => expect(sent).toContainEqual({ networks: ['192.0.2.0/24'], trial: false }));
});
