import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { tablet } from '../../../web/features/devices/tablet-session.ts';
import { beginPage, button, endPage, openRoom, tabletOf, WANG } from './open-room.tsx';
import { child, refusal, room, RoomServer, uuid } from './room-server.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

beforeEach(beginPage);
afterEach(endPage);

test('a tap on an awaited child shows at once and is sent with an id made on the tablet', async () => {
  const server = new RoomServer(room([child(1, '马小宇', 'expected')]));
  let answer: () => void = () => undefined;
  server.answer = (asked) => new Promise((resolve) => (answer = () => resolve(server.recorded(asked))));
  await openRoom(server);
  fireEvent.click(button(/^马小宇，未到/));

  expect(button(/^马小宇，\d\d:\d\d 到/).textContent).toContain('发送中');
  expect(screen.getByText('待发送 1')).toBeTruthy();
  expect(server.asked).toHaveLength(1);
  const [asked] = server.asked;
  expect(asked).toMatchObject({ method: 'POST', path: '/api/attendance/check-ins', body: { childId: uuid(1) } });
  expect(asked?.body['eventId']).toMatch(UUID);

  answer();
  expect(await screen.findByText('已全部送达')).toBeTruthy();
  expect(button(/^马小宇，\d\d:\d\d 到/)).toBeTruthy();
});

test('undo takes back that very tap, under an id of its own', async () => {
  const server = new RoomServer(room([child(1, '马小宇', 'expected')]));
  await openRoom(server);
  fireEvent.click(button(/^马小宇，未到/));
  await screen.findByText('已全部送达');
  fireEvent.click(button(/^撤销 马小宇入园/));
  await waitFor(() => expect(button(/^马小宇，未到/)).toBeTruthy());
  const [checkIn, undo] = server.asked;
  expect(undo?.path).toBe('/api/attendance/undos');
  expect(undo?.body['undoesId']).toBe(checkIn?.body['eventId']);
  expect(undo?.body['eventId']).not.toBe(checkIn?.body['eventId']);
  expect(screen.queryByRole('button', { name: /^撤销/ })).toBeNull();
});

test('a tap that the server refuses goes back, with the sentence on the tile until it is touched', async () => {
  const server = new RoomServer(room([child(1, '马小宇', 'expected')]));
  server.answer = () => refusal('not-found', '这个孩子已经转班。');
  await openRoom(server);
  fireEvent.click(button(/^马小宇，未到/));
  expect(await screen.findByText('这个孩子已经转班。')).toBeTruthy();
  expect(button(/^马小宇，未到，这个孩子已经转班。/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^撤销/ })).toBeNull();

  fireEvent.click(button(/^马小宇/));
  expect(screen.queryByText('这个孩子已经转班。')).toBeNull();
  expect(server.asked).toHaveLength(1);
});

test('taps made without a network are kept, counted, and sent in their order when it returns', async () => {
  const server = new RoomServer(room([child(1, '马小宇', 'expected'), child(3, '高若溪', 'expected')]));
  server.answer = () => 'away';
  await openRoom(server);
  fireEvent.click(button(/^马小宇，未到/));
  fireEvent.click(button(/^高若溪，未到/));
  expect(await screen.findByText('待发送 2')).toBeTruthy();

  server.answer = (asked) => server.recorded(asked);
  server.asked.length = 0;
  window.dispatchEvent(new Event('online'));
  expect(await screen.findByText('已全部送达')).toBeTruthy();
  expect(server.asked.map(({ body }) => body['childId'])).toEqual([uuid(1), uuid(3)]);
});

test('on a tablet nobody taps unnamed: the tap waits for the PIN, and a wrong PIN says so', async () => {
  const server = new RoomServer(room([child(1, '马小宇', 'expected')]));
  const device = tabletOf(null);
  tablet.set({ phase: 'paired', device });
  server.answer = (asked) => {
    if (asked.path !== '/api/device/act') return server.recorded(asked);
    return asked.body['pin'] === '2580'
      ? { status: 200, body: { ...device, actor: WANG } }
      : refusal('wrong-pin', '密码不对');
  };
  await openRoom(server, { actor: null, asksWho: true });
  fireEvent.click(button(/^马小宇，未到/));
  expect(server.asked).toHaveLength(0);
  fireEvent.click(screen.getByRole('button', { name: '王丽' }));
  const enter = (pin: string) => Array.from(pin).forEach((n) => fireEvent.click(button(new RegExp(`^数字 ${n}$`))));
  enter('1111');
  expect(await screen.findByText('密码不对，请再试。')).toBeTruthy();
  enter('2580');
  await waitFor(() => expect(server.asked.at(-1)?.path).toBe('/api/attendance/check-ins'));
  expect(screen.queryByRole('button', { name: '数字 1' })).toBeNull();
});
