import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { tablet } from '../../../web/features/devices/tablet-session.ts';
import { beginPage, button, CLASSROOM, endPage, openOnTablet, tabletOf, WANG } from './open-room.tsx';
import { child, refusal, room, RoomServer, uuid } from './room-server.ts';

beforeEach(beginPage);
afterEach(endPage);

const two = () => new RoomServer(room([child(1, '马小宇', 'present'), child(2, '赵可心', 'present')]));
const flags = (server: RoomServer) => server.asked.filter(({ path }) => path === '/api/incidents');
const withdrawals = (server: RoomServer) => server.asked.filter(({ path }) => path.endsWith('/withdrawals'));
const kind = (name: RegExp) => within(screen.getByRole('group', { name: '事件种类' })).getByRole('button', { name });

async function open(server: RoomServer, actor: typeof WANG | null): Promise<void> {
  server.answer = ({ body }) => ({
    status: 200,
    body: { incidentId: body['incidentId'], number: '2026-1120-01', state: 'draft' },
  });
  tablet.set({ phase: 'paired', device: tabletOf(actor) });
  await openOnTablet(server);
}

test('child, kind: recorded without a PIN, of nobody known, and the family’s numbers for a grave one', async () => {
  const server = two();
  await open(server, null);
  fireEvent.click(button(/^赵可心，/));
  fireEvent.click(kind(/噎住/));
  await screen.findByText('已送出，园长页面会立即显示');
  expect(flags(server)).toMatchObject([
    { body: { kind: 'choking', childIds: [uuid(2)], classroomId: CLASSROOM, authorId: null } },
  ]);
  // Never the number of somebody who is kept from the child.
  expect(screen.getAllByRole('link').map(({ textContent }) => textContent)).toEqual(['妈妈 苏日娜138 0000 6213']);
  fireEvent.click(button(/^撤销$/));
  await waitFor(() => expect(withdrawals(server)).toHaveLength(1));
  expect(withdrawals(server)[0]?.body['incidentId']).toBe(flags(server)[0]?.body['incidentId']);
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(screen.getByText('已撤销：赵可心 · 噎住、误食')).toBeTruthy();
});

test('the whole room is three taps, and several children are one incident of whoever acts', async () => {
  const server = two();
  await open(server, WANG);
  fireEvent.click(button(/^标记事件$/));
  expect(kind(/^跌倒/)).toHaveProperty('disabled', true);
  fireEvent.click(button(/^整个班级/));
  // What can befall a room comes first, and there is no family to be called before all else.
  const kinds = within(screen.getByRole('group', { name: '事件种类' })).getAllByRole('button');
  expect(kinds.slice(0, 2).map(({ textContent }) => textContent)).toEqual(['走失、陌生人', '其他火警、停电……']);
  fireEvent.click(kind(/走失/));
  await screen.findByText('已送出，园长页面会立即显示');
  fireEvent.click(button(/^好$/));
  fireEvent.click(button(/^赵可心，/));
  fireEvent.click(button(/^还有别的孩子$/));
  fireEvent.click(within(screen.getByRole('group', { name: '谁？' })).getByRole('button', { name: /马小宇/ }));
  fireEvent.click(kind(/^咬伤/));
  await waitFor(() => expect(flags(server)).toHaveLength(2));
  expect(flags(server).map(({ body }) => [body['childIds'], body['authorId']])).toEqual([
    [[], WANG.userId],
    [[uuid(1), uuid(2)], WANG.userId],
  ]);
});

test('without a network it is kept and says so', async () => {
  const server = two();
  await open(server, WANG);
  server.answer = () => 'away';
  fireEvent.click(button(/^马小宇，/));
  fireEvent.click(kind(/烫伤$/));
  expect(screen.getByText(/^还没发出，联网后自动发出/)).toBeTruthy();
  expect(Object.keys(localStorage).filter((key) => key.startsWith('kanwa:unsent:'))).toHaveLength(1);
});

test('what the server refused is said on the sheet and above the room', async () => {
  const server = two();
  await open(server, WANG);
  server.answer = () => refusal('not-found', '这个孩子已经转班。');
  fireEvent.click(button(/^马小宇，/));
  fireEvent.click(kind(/^其他/));
  await screen.findByText('没有记上，请看上方的提醒');
  expect(screen.getByText(/这个孩子已经转班。/)).toBeTruthy();
});

test('who is in the room stands first and looks like that; of the others it is said that they are not', async () => {
  const server = new RoomServer(room([child(1, '马小宇', 'expected'), child(2, '赵可心', 'present')]));
  await open(server, WANG);
  fireEvent.click(button(/^标记事件$/));
  const faces = within(screen.getByRole('group', { name: '谁？' })).getAllByRole('button');
  expect(faces.map((face) => face.querySelector('b')?.textContent)).toEqual(['赵可心', '马小宇未到']);
  expect(faces.map(({ className }) => className)).toEqual(['tb-choose-here', '']);
});

test.each([
  [/^走失/, ['110报警', '0471-555 0123通知园长（园所电话）'], /关门/],
  [/^其他/, ['119火警', '110报警', '120急救', '0471-555 0123通知园长（园所电话）'], /先带孩子撤到集合点/],
  [/^发热/, [], null],
])('of a whole room there are the numbers for help by kind: %s', async (which, numbers, first) => {
  const server = two();
  server.room.sitePhone = '0471-555 0123';
  await open(server, WANG);
  fireEvent.click(button(/^标记事件$/));
  fireEvent.click(button(/^整个班级/));
  fireEvent.click(kind(which));
  await screen.findByText(/^已记录/);
  expect([...document.querySelectorAll('.tb-call-help li')].map(({ textContent }) => textContent)).toEqual(numbers);
  if (first) expect(screen.getByText(first)).toBeTruthy();
});
