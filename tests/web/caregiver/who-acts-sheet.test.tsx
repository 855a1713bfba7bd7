import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { Room } from '#contract/attendance.ts';
import type { Actor, DeviceSession } from '#contract/sign-in.ts';
import { PauseSheet } from '../../../web/caregiver/pause-sheet.tsx';
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
  render(
    <WhoActsSheet
      roomName="海棠班"
      ask={null}
      why={null}
      onConcern={() => undefined}
      onKnown={() => undefined}
      onClose={() => closed++}
    />,
  );
  fireEvent.click(screen.getByRole('button', { name: '交班，退出操作' }));
  expect(await screen.findByText(/服务器出错了。/)).toBeTruthy();
  expect(closed).toBe(0);
});

test.each([
  ['pause', /暂停会记在您名下/],
  ['handOver', /交接会记在您名下/],
  ['correct', /更正会记在您名下/],
] as const)('who acts already and is asked again reads what is confirmed: %s', (why, words) => {
  tablet.set({ phase: 'paired', device: { staff: [WANG], actor: WANG } as unknown as DeviceSession });
  render(
    <WhoActsSheet
      roomName="海棠班"
      ask={WANG}
      why={why}
      onConcern={() => undefined}
      onKnown={() => undefined}
      onClose={() => undefined}
    />,
  );
  expect(screen.getByText(words)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '换一个人' }));
  expect(screen.queryByText(/再确认是您本人/)).toBeNull();
});

test('without a network no PIN is asked for: it is said why, and one goes on or is somebody else', () => {
  const network = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  let known = 0;
  tablet.set({ phase: 'paired', device: { staff: [WANG], actor: WANG } as unknown as DeviceSession });
  render(
    <WhoActsSheet
      roomName="海棠班"
      ask={WANG}
      why="handOver"
      onConcern={() => undefined}
      onKnown={() => known++}
      onClose={() => undefined}
    />,
  );
  network.mockRestore();
  expect(screen.queryByRole('button', { name: '数字 1' })).toBeNull();
  expect(screen.getByText(/^离线，现在核对不了密码/)).toBeTruthy();
  expect(screen.getByRole('button', { name: '换一个人' })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '离线继续' }));
  expect(known).toBe(1);
});

test('a PIN that did not reach the server is not asked for again, nor is it promised to be tried', async () => {
  globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
  tablet.set({ phase: 'paired', device: { staff: [WANG], actor: WANG } as unknown as DeviceSession });
  render(
    <WhoActsSheet
      roomName="海棠班"
      ask={WANG}
      why={null}
      onConcern={() => undefined}
      onKnown={() => undefined}
      onClose={() => undefined}
    />,
  );
  for (const digit of ['2', '5', '8', '0']) fireEvent.click(screen.getByRole('button', { name: `数字 ${digit}` }));
  expect(await screen.findByText(/^离线，现在核对不了密码/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: '数字 1' })).toBeNull();
  expect(screen.queryByText(/重试/)).toBeNull();
});

test('a pause counts the pictures of families, not the small ones of the staff', async () => {
  const cameraId = uuid(700);
  const watching = [
    { viewId: uuid(701), cameraId, relation: '朵朵妈妈' },
    { viewId: uuid(702), cameraId, relation: 'caregiver' },
    { viewId: uuid(703), cameraId: uuid(704), relation: '其其爸爸' },
  ];
  const room = {
    name: '海棠班',
    timeZone: 'Asia/Shanghai',
    cameras: [{ cameraId, name: '教室' }],
    watching,
  } as unknown;
  globalThis.fetch = () => Promise.resolve(webAnswer({ pausedUntil: '2026-11-22T02:00:00.000Z', endedViews: 2 }));
  const ended = new Promise<number>((onPaused) => {
    render(<PauseSheet room={room as Room} onPaused={onPaused} onClose={() => undefined} />);
  });
  const go = screen.getByRole<HTMLButtonElement>('button', { name: '暂停家长观看 · 10 分钟' });
  fireEvent.click(go);
  await waitFor(() => expect(go.disabled).toBe(false));
  expect(await ended).toBe(1);
});
