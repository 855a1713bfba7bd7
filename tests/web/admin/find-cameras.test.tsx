import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, fireEvent, render, screen } from '@testing-library/react';
import type { SearchAnswer, StreamsAnswer } from '#contract/cameras.ts';
import type { SiteView } from '#contract/people.ts';
import { FAULT_SENTENCE } from '../../../web/admin/cameras/camera-sentences.ts';
import { FindCameras } from '../../../web/admin/cameras/find-cameras.tsx';
import type { Filled } from '../../../web/admin/cameras/use-find.ts';
import { setLanguage } from '../../../web/shared/words/language.ts';
import '../../support/antd-globals.ts';
import { webAnswer } from '../../support/web-answer.ts';

const SITE = {
  siteId: '0b6c1c1e-0000-4000-8000-000000000001',
  name: '青禾新城园',
  cameraNetworks: ['192.168.1.0/24'],
} as SiteView;
configure({ asyncUtilTimeout: 15_000 });
const SERVICE = 'http://192.168.1.64/onvif/device_service';
const FOUND: SearchAnswer = {
  ok: true,
  cameras: [
    { address: '192.168.1.64', service: SERVICE, name: '<img src=x>', model: 'KW-2300', registeredAs: [] },
    { address: '192.168.1.65', service: 'http://192.168.1.65/x', name: null, model: null, registeredAs: ['门口'] },
  ],
};
const originalFetch = globalThis.fetch;
const sent: unknown[] = [];
const filled: Filled[] = [];
let client: QueryClient;
let found: SearchAnswer;
let streams: StreamsAnswer;

beforeEach(() => {
  setLanguage('zh');
  sent.length = 0;
  filled.length = 0;
  found = FOUND;
  globalThis.fetch = (input, init) => {
    if (typeof init?.body === 'string') sent.push(JSON.parse(init.body));
    return Promise.resolve(webAnswer(typeof input === 'string' && input.endsWith('/streams') ? streams : found));
  };
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <FindCameras site={SITE} onFilled={(address) => filled.push(address)} />
    </QueryClientProvider>,
  );
  fireEvent.click(screen.getByRole('button', { name: '在网段里找摄像头' }));
});
afterEach(() => {
  cleanup();
  client.clear();
  globalThis.fetch = originalFetch;
});

async function chooseAndTake() {
  fireEvent.click(await screen.findByRole('radio', { name: /192\.168\.1\.64/ }));
  fireEvent.change(screen.getByLabelText('账号'), { target: { value: 'admin' } });
  fireEvent.change(screen.getByLabelText('密码'), { target: { value: 'x' } });
  fireEvent.click(screen.getByRole('button', { name: '取地址' }));
}

test('what was found is told with its name as text, its address, and the camera it is already', async () => {
  expect(await screen.findByText('<img src=x> · KW-2300')).toBeTruthy();
  expect(document.querySelector('img')).toBeNull();
  expect(screen.getByText('已登记：门口')).toBeTruthy();
});

test('the account of the chosen camera fills in its addresses', async () => {
  streams = { ok: true, main: 'rtsp://192.168.1.64/1', sub: null };
  await chooseAndTake();
  expect(await screen.findByText('地址已填在下面，正在看一看。')).toBeTruthy();
  expect(filled).toEqual([{ main: 'rtsp://192.168.1.64/1', sub: null, username: 'admin', password: 'x' }]);
  expect(sent.at(-1)).toEqual({ siteId: SITE.siteId, service: SERVICE, username: 'admin', password: 'x' });
});

test('a wrong password is told under the account, and nothing is filled in', async () => {
  streams = { ok: false, fault: 'wrong-password' };
  await chooseAndTake();
  expect(await screen.findByText(FAULT_SENTENCE['wrong-password'].zh)).toBeTruthy();
  expect(filled).toEqual([]);
});
