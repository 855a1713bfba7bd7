import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { beginPage, button, endPage, openRoom, WANG } from './open-room.tsx';
import { child, refusal, room, RoomServer } from './room-server.ts';

beforeEach(beginPage);
afterEach(endPage);

const two = () => new RoomServer(room([child(1, '马小宇', 'expected'), child(3, '高若溪', 'expected')]));

async function tapBoth(server: RoomServer): Promise<void> {
  await openRoom(server);
  fireEvent.click(button(/^马小宇，未到/));
  fireEvent.click(button(/^高若溪，未到/));
  await screen.findByText('已全部送达');
}
const undone = (server: RoomServer) =>
  server.asked.filter(({ path }) => path.endsWith('/undos')).map(({ body }) => body['undoesId']);
const tapped = (server: RoomServer) =>
  server.asked.filter(({ path }) => path.endsWith('/check-ins')).map(({ body }) => body['eventId']);

test('the latest tap is offered first, and the one before it comes up once it is taken back', async () => {
  const server = two();
  await tapBoth(server);
  expect(button(/^撤销 高若溪入园/).textContent).toContain('还有 1 条可撤');
  fireEvent.click(button(/^撤销 高若溪入园/));
  fireEvent.click(button(/^撤销 马小宇入园/));
  await waitFor(() => expect(undone(server)).toEqual(tapped(server).reverse()));
  expect(screen.queryByRole('button', { name: /^撤销/ })).toBeNull();
});

test('what is taken back says when that was tapped, not when the record was made', async () => {
  const server = two();
  await tapBoth(server);
  const before = new Date().toISOString();
  fireEvent.click(button(/^撤销 高若溪入园/));
  await waitFor(() => expect(undone(server)).toHaveLength(1));
  const { body } = server.asked.find(({ path }) => path.endsWith('/undos'))!;
  expect(body).toMatchObject({ isOffline: expect.any(Boolean) });
  expect(String(body['happenedAt']) >= before).toBe(true);
});

test('after a reload what was done a moment ago can still be taken back', async () => {
  const server = two();
  await tapBoth(server);
  cleanup();
  await openRoom(server);
  fireEvent.click(button(/^撤销 高若溪入园/));
  await waitFor(() => expect(undone(server)).toEqual([tapped(server)[1]]));
  expect(button(/^撤销 马小宇入园/)).toBeTruthy();
});

test('what is kept to be taken back is offered no longer than it may be, whatever the clock does', async () => {
  const server = two();
  await tapBoth(server);
  cleanup();
  const key = `kanwa:undo:${WANG.userId}`;
  const kept = JSON.parse(localStorage.getItem(key) ?? '[]') as { until: number }[];
  expect(kept).toHaveLength(2);
  const untils = [Date.now() - 1, Date.now() + 3_600_000];
  localStorage.setItem(key, JSON.stringify(kept.map((offer, n) => ({ ...offer, until: untils[n] }))));
  await openRoom(server);
  expect(screen.queryByRole('button', { name: /^撤销/ })).toBeNull();
});

test('what the server refused is not offered, and hides nothing that was done before it', async () => {
  const server = two();
  server.answer = (asked) =>
    server.asked.length === 2 ? refusal('not-found', '这个孩子已经转班。') : server.recorded(asked);
  await openRoom(server);
  fireEvent.click(button(/^马小宇，未到/));
  fireEvent.click(button(/^高若溪，未到/));
  expect(await screen.findByText('这个孩子已经转班。')).toBeTruthy();
  expect(button(/^撤销 马小宇入园/)).toBeTruthy();
  fireEvent.click(button(/^高若溪/)); // it is read, and stays gone
  expect(button(/^撤销 马小宇入园/).textContent).not.toContain('可撤');
});
