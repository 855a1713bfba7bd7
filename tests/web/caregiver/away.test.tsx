import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { tablet } from '../../../web/features/devices/tablet-session.ts';
import { beginPage, button, endPage, openRoom, tabletOf, WANG } from './open-room.tsx';
import { child, room, RoomServer, uuid } from './room-server.ts';

beforeEach(() => {
  beginPage();
  jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
});
afterEach(() => {
  jest.restoreAllMocks();
  endPage();
});

const watched = (): RoomServer =>
  new RoomServer({
    ...room([child(1, '马小宇', 'expected')]),
    cameras: [
      {
        ...{ cameraId: uuid(700), name: '教室', areaKind: 'activity', phase: 'live' },
        ...{ since: '2026-11-20T00:00:00.000Z', pausedUntil: null },
      },
    ],
  } as unknown as RoomServer['room']);

test('without a network a tap waits and is not said to be on its way', async () => {
  const server = watched();
  server.answer = () => 'away';
  await openRoom(server);
  fireEvent.click(button(/^马小宇，未到/));
  await waitFor(() => expect(button(/^马小宇，\d\d:\d\d 到/).textContent).toContain('待发送'));
  expect(screen.queryByText(/发送中/)).toBeNull();
});

test('without a network the first tap on the pause says what to do instead, before any PIN or duration', async () => {
  tablet.set({ phase: 'paired', device: tabletOf(WANG) });
  await openRoom(watched(), { actor: WANG, asksWho: true });
  fireEvent.click(button(/^暂停家长观看$/));
  expect(screen.getByText(/^离线，暂停不了：.*盖住摄像头/)).toBeTruthy();
  expect(screen.queryByText(/分钟/)).toBeNull();
  expect(screen.queryByRole('button', { name: '数字 1' })).toBeNull();
});

test('without a network it is not claimed that nobody is watching', async () => {
  await openRoom(watched());
  expect(screen.getByText('离线，看不到谁在看')).toBeTruthy();
  expect(screen.queryByText('现在没有人在看')).toBeNull();
});
