import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { clock } from '../../../web/shared/time.ts';
import { beginPage, button, endPage, openRoom } from './open-room.tsx';
import { child, room, RoomServer, uuid } from './room-server.ts';

const FROM_LONG_AGO = { kind: 'half_day', from: '2026-01-01T00:00:00.000Z', to: '2026-01-01T09:00:00.000Z' } as const;

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
  await openRoom(new RoomServer(room([{ ...child(1, '马小宇', 'present'), session: FROM_LONG_AGO }])));
  fireEvent.click(button(/^马小宇，/));
  fireEvent.click(button(/^家长来话$/));
  expect(screen.queryByText('今天不来，因为')).toBeNull();
  expect(screen.getByText('今天晚接')).toBeTruthy();
});

test('a child that is due at no particular time is not fetched late, and of one that has left no family calls', async () => {
  await openRoom(new RoomServer(room([child(1, '马小宇', 'present'), child(2, '赵可心', 'left')])));
  fireEvent.click(button(/^马小宇，/));
  fireEvent.click(button(/^家长来话$/));
  expect(screen.getByText('今天谁来接')).toBeTruthy();
  expect(screen.queryByText('今天晚接')).toBeNull();
  fireEvent.click(button(/^回到海棠班$/));
  fireEvent.click(button(/^赵可心，/));
  expect(button(/^更正记录$/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: '家长来话' })).toBeNull();
});

test('a child that was fetched is checked in again only after it was asked; its faces are not there before', async () => {
  const left = { ...child(1, '马小宇', 'left'), nickname: '小宇', at: '2026-11-20T09:02:00.000Z' };
  const server = new RoomServer(room([left]));
  await openRoom(server);
  fireEvent.click(button(/^小宇，/));
  expect(screen.queryByRole('button', { name: /苏日娜/ })).toBeNull();
  expect(screen.queryByRole('button', { name: /^(确定，重新)?入园$/ })).toBeNull();
  fireEvent.click(button(/^又回来了$/));
  expect(screen.getByRole('alert').textContent).toBe('小宇 17:02 已接走。确定又回来了？');
  expect(server.asked).toEqual([]);
  fireEvent.click(button(/妈妈 苏日娜/));
  await waitFor(() => expect(server.asked[0]?.path).toBe('/api/attendance/check-ins'));
  expect(server.asked[0]?.body['withUserId']).toBe(uuid(101));
});

test('of a child that came twice the sheet says since when it is here, and for how long in all', async () => {
  const now = Date.now();
  const at = (minutesAgo: number): string => new Date(now - minutesAgo * 60_000 - 1_000).toISOString();
  const twice = { ...child(1, '马小宇', 'present'), at: at(12), arrivedAt: at(206) };
  twice.earlierStays = [{ from: at(206), to: at(24) }];
  await openRoom(new RoomServer(room([twice])));
  fireEvent.click(button(/^马小宇，/));
  expect(screen.getByText(new RegExp(`^今天 ${clock(at(12), 'Asia/Shanghai')} 入园 · 12 分钟$`))).toBeTruthy();
  expect(screen.getByText('今天共 3 小时 14 分')).toBeTruthy();
});

test('a hand-over and an arrival that wait to be sent count as two stays', async () => {
  const here = { ...child(1, '马小宇', 'present'), at: new Date(Date.now() - 3_661_000).toISOString() };
  const server = new RoomServer(room([here]));
  server.answer = () => 'away';
  await openRoom(server);
  fireEvent.click(button(/^马小宇，/));
  fireEvent.click(button(/^交接离园$/));
  fireEvent.click(button(/妈妈 苏日娜/));
  fireEvent.click(button(/^名字和证件对过了/));
  fireEvent.click(button(/^马小宇，\d\d:\d\d 离园/));
  fireEvent.click(button(/^又回来了$/));
  fireEvent.click(button(/^确定，重新入园$/));
  fireEvent.click(button(/^马小宇，\d\d:\d\d 到/));
  expect(screen.getByText(/ 入园 · 0 分钟$/)).toBeTruthy();
  expect(screen.getByText('今天共 1 小时 01 分')).toBeTruthy();
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
