import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { beginPage, button, endPage, openRoom } from './open-room.tsx';
import { child, room, RoomServer, uuid } from './room-server.ts';

beforeEach(beginPage);
afterEach(endPage);

test('a tap on a face checks the child in with who brought it; a blocked person is not offered', async () => {
  const server = new RoomServer(room([{ ...child(1, '马小宇', 'expected'), nickname: '小宇' }]));
  await openRoom(server);
  fireEvent.click(button(/^更多：小宇$/));
  expect(screen.getByText('马小宇')).toBeTruthy();
  expect(screen.queryByText(/哈斯/)).toBeNull();
  fireEvent.click(button(/妈妈 苏日娜/));
  await waitFor(() => expect(button(/^小宇，\d\d:\d\d 到/)).toBeTruthy());
  expect(server.asked).toMatchObject([
    { path: '/api/attendance/check-ins', body: { childId: uuid(1), withUserId: uuid(101), withPickupId: null } },
  ]);
});

test('who brought the child is kept without a network, and sent when it is back', async () => {
  const server = new RoomServer(room([child(1, '马小宇', 'expected')]));
  server.answer = () => 'away';
  await openRoom(server);
  fireEvent.click(button(/^更多：马小宇$/));
  fireEvent.click(button(/妈妈 苏日娜/));
  expect(await screen.findByText('待发送 1')).toBeTruthy();
  fireEvent.click(button(/^马小宇，/));
  expect(screen.getByText('入园，妈妈 苏日娜 送来')).toBeTruthy();
  server.answer = (asked) => server.recorded(asked);
  server.asked.length = 0;
  window.dispatchEvent(new Event('online'));
  await screen.findByText('已全部送达');
  expect(server.asked[0]?.body).toMatchObject({ withUserId: uuid(101) });
});

test('what a family says on the phone stands at the tile, and can be taken back', async () => {
  const server = new RoomServer(room([child(1, '马小宇', 'expected')]));
  server.answer = () => 'away';
  await openRoom(server);
  fireEvent.click(button(/^更多：马小宇$/));
  fireEvent.click(button(/^家长来话$/));
  fireEvent.click(button(/^生病$/));
  expect(button(/^马小宇，家里请假/)).toBeTruthy();
  expect(server.asked).toMatchObject([
    { path: '/api/day-notices', body: { kind: 'absence', childId: uuid(1), reason: 'sick' } },
  ]);
  server.answer = () => ({ status: 200, body: {} });
  window.dispatchEvent(new Event('online'));
  await screen.findByText('已全部送达', {}, { timeout: 5_000 }); // tried again after a while, where the first try ran
  fireEvent.click(button(/^撤销 马小宇今天请假/));
  await waitFor(() => expect(server.asked.at(-1)?.path).toBe('/api/day-notices/withdrawals'));
  expect(server.asked.at(-1)?.body['withdrawsId']).toBe(server.asked[0]?.body['noticeId']);
  expect(button(/^马小宇，未到/)).toBeTruthy();
});

test('of a child that is here nobody says that it does not come', async () => {
  await openRoom(new RoomServer(room([child(1, '马小宇', 'present')])));
  fireEvent.click(button(/^马小宇，/));
  fireEvent.click(button(/^家长来话$/));
  expect(screen.queryByText('今天不来，因为')).toBeNull();
  expect(screen.getByText('今天晚接')).toBeTruthy();
});

test('the browser’s back closes the open sheet and stays on the room', async () => {
  await openRoom(new RoomServer(room([child(1, '马小宇', 'present')])));
  window.history.pushState(null, ''); // whatever was opened before
  const before = window.history.length;
  fireEvent.click(button(/^马小宇，/));
  fireEvent.click(button(/^交接离园$/));
  expect(window.history.length).toBe(before + 1);
  act(() => window.history.back());
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(screen.getByRole('heading', { name: '海棠班' })).toBeTruthy();
});
