import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, fireEvent, render, screen } from '@testing-library/react';
import { App } from 'antd';
import type { ProbeAnswer } from '#contract/cameras.ts';
import type { SiteView } from '#contract/people.ts';
import { AddCameraDrawer } from '../../../web/admin/cameras/add-camera-drawer.tsx';
import { setLanguage } from '../../../web/shared/words/language.ts';
import '../../support/antd-globals.ts';
import { webAnswer } from '../../support/web-answer.ts';

const SITE = {
  siteId: '0b6c1c1e-0000-4000-8000-000000000001',
  name: '青禾新城园',
  cameraNetworks: ['192.168.1.0/24'],
} as SiteView;
// A busy machine needs seconds for antd's drawers.
configure({ asyncUtilTimeout: 15_000 });
const originalFetch = globalThis.fetch;
const probed: string[] = [];
let client: QueryClient;
const failed: ProbeAnswer = { ok: false, stream: 'main', fault: 'unreachable' };

beforeEach(() => {
  setLanguage('zh');
  probed.length = 0;
  globalThis.fetch = (input, init) => {
    const isProbe = typeof input === 'string' && input.endsWith('/probe');
    if (isProbe && typeof init?.body === 'string') probed.push(init.body);
    return Promise.resolve(webAnswer(isProbe ? failed : []));
  };
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <App>
        <AddCameraDrawer site={SITE} onClose={() => undefined} />
      </App>
    </QueryClientProvider>,
  );
});
afterEach(() => {
  cleanup();
  client.clear();
  globalThis.fetch = originalFetch;
});

const type = async (address: string) => {
  fireEvent.change(await screen.findByLabelText('地址'), { target: { value: address } });
  fireEvent.click(screen.getByRole('button', { name: '看一看' }));
};

test.each(['banana', 'http://192.168.1.64/stream'])(
  '%s is no address of a camera: the field says how one begins, and nothing is asked',
  async (address) => {
    await type(address);
    expect(await screen.findByText('要以 rtsp:// 或 rtsps:// 开头。')).toBeTruthy();
    expect(probed).toEqual([]);
  },
);

test('a camera is looked at first, and stored unseen only after that has failed', async () => {
  expect(await screen.findByText('先看一看画面，再存下。')).toBeTruthy();
  expect(screen.queryByRole('button', { name: '没看到画面，先存下' })).toBeNull();
  await type('rtsp://192.168.1.64/stream');
  expect(await screen.findByRole('button', { name: '没看到画面，先存下' })).toBeTruthy();
  expect(probed).toHaveLength(1);
  fireEvent.change(screen.getByLabelText('地址'), { target: { value: 'rtsp://192.168.1.65/stream' } });
  expect(screen.queryByRole('button', { name: '没看到画面，先存下' })).toBeNull();
});
