import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { tablet } from '../../../web/features/devices/tablet-session.ts';
import { beginPage, button, endPage, LI, openRoom, tabletOf, WANG } from './open-room.tsx';
import { child, room, RoomServer } from './room-server.ts';

beforeEach(beginPage);
afterEach(endPage);

const tapIn = () => void fireEvent.click(button(/^马小宇，未到/));
const handOver = () => {
  fireEvent.click(button(/^马小宇，/));
  fireEvent.click(button(/^交接离园$/));
  fireEvent.click(button(/妈妈 苏日娜/));
  fireEvent.click(button(/交给/));
};

/** 王丽 did it while the network was away; it is back, and 李娜 acts. */
async function foundByLi(state: 'expected' | 'present', act: () => void): Promise<RoomServer> {
  const server = new RoomServer(room([child(1, '马小宇', state)]));
  server.answer = () => 'away';
  await openRoom(server);
  act();
  await waitFor(() => expect(server.asked).toHaveLength(1));

  server.answer = (asked) =>
    asked.path === '/api/device/act' ? { status: 200, body: tabletOf(WANG) } : server.recorded(asked);
  server.asked.length = 0;
  cleanup();
  tablet.set({ phase: 'paired', device: tabletOf(LI) });
  await openRoom(server, { actor: LI, asksWho: true });
  expect(screen.getByText('待发送 1')).toBeTruthy();
  expect(server.asked).toHaveLength(0);
  return server;
}

test('what one person tapped and the next one finds unsent is told by its name, and goes out when they say so', async () => {
  const server = await foundByLi('expected', tapIn);
  expect(screen.getByText(/^王丽点的，还没有发出：\d\d:\d\d 马小宇入园。/)).toBeTruthy();
  expect(button(/^马小宇，/).textContent).toContain('要您处理');
  fireEvent.click(button(/^由我确认，发出$/));
  expect(await screen.findByText('已全部送达')).toBeTruthy();
  expect(screen.queryByText(/还没有发出/)).toBeNull();
  expect(server.asked).toHaveLength(1);
});

test('what is unsent of somebody else is discarded only after a second question, which can be declined', async () => {
  const server = await foundByLi('expected', tapIn);
  fireEvent.click(button(/^不要了$/));
  expect(screen.getByText(/^消掉 1 条记录？消掉就找不回来：\d\d:\d\d 马小宇入园。/)).toBeTruthy();
  expect(screen.queryByText(/重新显示在园/)).toBeNull();
  fireEvent.click(button(/^留着$/));
  expect(screen.getByText('待发送 1')).toBeTruthy();
  fireEvent.click(button(/^不要了$/));
  fireEvent.click(button(/^消掉 1 条$/));
  expect(await screen.findByText('已全部送达')).toBeTruthy();
  expect(server.asked).toHaveLength(0);
});

test('discarding a hand-over is asked with the child named and what becomes of it', async () => {
  await foundByLi('present', handOver);
  fireEvent.click(button(/^不要了$/));
  expect(screen.getByText(/^消掉 1 条记录？消掉就找不回来：\d\d:\d\d 马小宇离园。/)).toBeTruthy();
  expect(screen.getByText('已经交接的孩子会重新显示在园。')).toBeTruthy();
  expect(button(/^马小宇，\d\d:\d\d 离园/)).toBeTruthy();
});

test('whoever did it enters their PIN, and it goes out under their own name', async () => {
  const server = await foundByLi('expected', tapIn);
  fireEvent.click(button(/^王丽输密码$/));
  expect(screen.getByText('王丽，请输 4 位密码')).toBeTruthy();
  expect(screen.queryByText(/记在您名下/)).toBeNull();
  Array.from('2580').forEach((n) => fireEvent.click(button(new RegExp(`^数字 ${n}$`))));
  await waitFor(() =>
    expect(server.asked.map(({ path }) => path)).toEqual(['/api/device/act', '/api/attendance/check-ins']),
  );
  expect(server.asked[0]?.body).toMatchObject({ userId: WANG.userId, pin: '2580' });
  expect(await screen.findByText('已全部送达')).toBeTruthy();
});
