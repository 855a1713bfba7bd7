import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { Actor, DeviceSession } from '#contract/sign-in.ts';
import { WhoActsSheet } from '../../../web/caregiver/who-acts-sheet.tsx';
import { tablet } from '../../../web/features/devices/tablet-session.ts';
import { setLanguage } from '../../../web/shared/words/language.ts';
import { webAnswer } from '../../support/web-answer.ts';
import { uuid } from './room-server.ts';

const originalFetch = globalThis.fetch;
const WANG = { userId: uuid(500), name: '王丽', portrait: null } as Actor;

beforeEach(() => {
  setLanguage('zh');
  // jsdom knows the element but not its modal way.
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false;
  };
});
afterEach(() => {
  cleanup();
  globalThis.fetch = originalFetch;
  tablet.set({ phase: 'unknown' });
});

test('handing over that fails says so and keeps the sheet: the person still acts', async () => {
  const problem = { code: 'internal', message: { zh: '服务器出错了。', en: 'no' }, id: 'p1' };
  globalThis.fetch = () => Promise.resolve(webAnswer({ problem }, 500));
  tablet.set({ phase: 'paired', device: { staff: [WANG], actor: WANG } as unknown as DeviceSession });
  let closed = 0;
  render(<WhoActsSheet roomName="海棠班" ask={null} onKnown={() => undefined} onClose={() => closed++} />);
  fireEvent.click(screen.getByRole('button', { name: '交班，退出操作' }));
  expect(await screen.findByText(/服务器出错了。/)).toBeTruthy();
  expect(closed).toBe(0);
});
