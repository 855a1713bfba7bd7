import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { tablet } from '../../../web/features/devices/tablet-session.ts';
import { beginPage, button, endPage, LI, openRoom, tabletOf, WANG } from '../caregiver/open-room.tsx';
import { child, refusal, room, uuid } from '../caregiver/room-server.ts';
import { away, person, StaffedServer, staffRoom } from './staffed-room.ts';

beforeEach(beginPage);
afterEach(endPage);

const onTablet = (actor: typeof WANG | null) => {
  tablet.set({ phase: 'paired', device: tabletOf(actor) });
  return { actor, asksWho: true };
};
const openStaff = async (name: RegExp) => {
  fireEvent.click(button(/^员工打卡/));
  fireEvent.click(await screen.findByRole('button', { name }));
};
const enterPin = (pin: string) =>
  pin.split('').forEach((digit) => fireEvent.click(button(new RegExp(`^数字 ${digit}$`))));
const recorded = {
  status: 200,
  body: { eventId: uuid(1), userId: uuid(2), state: 'working', classroomId: uuid(900), since: null },
};

test('whoever has not come yet arrives by their face and their PIN alone', async () => {
  const server = new StaffedServer(room([]), staffRoom([person(2, '孙静', away)]));
  server.answer = () => recorded;
  await openRoom(server, onTablet(null));
  await openStaff(/^孙静/);
  enterPin('2580');
  expect(await screen.findByText(/^孙静 到岗，/)).toBeTruthy();
  expect(server.asked).toMatchObject([
    { path: '/api/staffing/events', body: { userId: uuid(2), kind: 'arrived', pin: '2580' } },
  ]);
  fireEvent.click(button(/^撤销 孙静 到岗/));
  expect(screen.getByRole('heading', { name: '输 4 位密码：撤销 孙静 到岗' })).toBeTruthy();
  expect(server.asked).toHaveLength(1);
  enterPin('2580');
  expect(await screen.findByText('已撤销：孙静 到岗')).toBeTruthy();
  expect(server.asked[1]).toMatchObject({
    ...{ path: '/api/staffing/undos', body: { undoesId: server.asked[0]?.body['eventId'], pin: '2580' } },
  });
});

test('what one recorded of themselves without a network is offered to nobody else to send', async () => {
  const server = new StaffedServer(room([]), staffRoom([person(500, '王丽', away), person(501, '李娜')]));
  server.answer = () => 'away';
  await openRoom(server, onTablet(WANG));
  fireEvent.click(await screen.findByRole('button', { name: /^打卡到岗$/ }));
  await waitFor(() => expect(server.asked).toHaveLength(1));
  cleanup();
  server.answer = () => recorded;
  await openRoom(server, onTablet(LI));
  expect(await screen.findByText(/^还没有发出：\d\d:\d\d 王丽 到岗。这是本人的记录/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: '由我确认，发出' })).toBeNull();
  expect(server.asked).toHaveLength(1);
  cleanup();
  await openRoom(server, onTablet(WANG));
  expect(await screen.findByText('已全部送达')).toBeTruthy();
});

test('whoever works chooses what they do first; a wrong PIN is said and the sheet stays', async () => {
  const server = new StaffedServer(room([]), staffRoom([person(2, '孙静')]));
  server.answer = () => refusal('wrong-pin', 'PIN 不对，请再试一次。');
  await openRoom(server, onTablet(null));
  await openStaff(/^孙静/);
  fireEvent.click(button(/^休息$/));
  enterPin('0000');
  expect(await screen.findByText('PIN 不对，请再试一次。')).toBeTruthy();
  expect(server.asked[0]?.body).toMatchObject({ kind: 'break_began' });
  expect(screen.getByRole('heading', { name: '员工打卡' })).toBeTruthy();
});

test('a move asks for the room, and only others of the site are offered', async () => {
  const server = new StaffedServer(room([]), staffRoom([person(2, '孙静')]));
  server.answer = () => recorded;
  await openRoom(server, onTablet(null));
  await openStaff(/^孙静/);
  fireEvent.click(button(/^换到别的班$/));
  fireEvent.click(button(/^桃花班$/));
  enterPin('2580');
  await waitFor(() => expect(server.asked).toHaveLength(1));
  expect(server.asked[0]?.body).toMatchObject({ kind: 'moved', classroomId: uuid(901) });
});

test('without a network whoever acts records without a PIN, and the chip counts them at once', async () => {
  const server = new StaffedServer(
    room([child(1, '小苗', 'present')]),
    staffRoom([person(501, '李娜', away), person(2, '孙静')]),
  );
  server.answer = () => 'away';
  await openRoom(server, onTablet(LI));
  await screen.findByText('保育 1 人');
  await openStaff(/^李娜.*未到岗/);
  enterPin('2580');
  fireEvent.click(await screen.findByRole('button', { name: /^记下：到岗$/ }));
  expect(await screen.findByText('保育 2 人')).toBeTruthy();
  expect(screen.getByText('待发送 1')).toBeTruthy();
});

test('whoever acts and has not come by the records is offered to arrive with one tap', async () => {
  const server = new StaffedServer(room([]), staffRoom([person(500, '王丽', away)]));
  server.answer = () => recorded;
  await openRoom(server, onTablet(WANG));
  fireEvent.click(await screen.findByRole('button', { name: /^打卡到岗$/ }));
  await waitFor(() => expect(server.asked).toHaveLength(1));
  expect(server.asked[0]).toMatchObject({ path: '/api/staffing/events', body: { userId: uuid(500), kind: 'arrived' } });
  expect(server.asked[0]?.body['pin']).toBeUndefined();
});

test('too few caregivers are a bar with the rule, and said aloud once', async () => {
  const children = Array.from({ length: 8 }, (_, nth) => child(nth + 1, `小苗${String(nth)}`, 'present'));
  const server = new StaffedServer(room(children), staffRoom([person(2, '孙静')]));
  await openRoom(server, onTablet(null));
  expect(await screen.findByText('1 : 8 > 1 : 7')).toBeTruthy();
  expect(screen.getByText('设置标准第 20 条 · 叫人')).toBeTruthy();
  const said = () =>
    screen
      .getAllByRole('alert')
      .map(({ textContent }) => textContent)
      .filter(Boolean);
  expect(said()).toEqual(['人手不够：8 个孩子，1 位保育人员，每位最多 7 个。请叫人。']);
});

test('one’s own record of today is given another time with why and the PIN; what contradicts is said', async () => {
  const lines = [
    { eventId: uuid(70), kind: 'arrived', at: '2026-11-20T00:00:00.000Z', classroomId: uuid(900), reason: null },
  ];
  const server = new StaffedServer(room([]), staffRoom([person(2, '孙静', { lines: lines as never })]));
  server.answer = () => ({
    status: 400,
    body: {
      problem: {
        code: 'bad-request',
        message: { zh: '有误', en: 'no' },
        id: 'p',
        fields: { 'to.happenedAt': 'contradicts' },
      },
    },
  });
  await openRoom(server, onTablet(null));
  await openStaff(/^孙静/);
  fireEvent.click(button(/^08:00\s*到岗$/));
  fireEvent.click(button(/^早 15 分$/));
  expect(button(/^先选为什么改$/)).toHaveProperty('disabled', true);
  fireEvent.click(button(/^忘了及时打$/));
  fireEvent.click(button(/^输 4 位密码：到岗，07:45$/));
  enterPin('2580');
  expect(await screen.findByText('这样改会和当天其他记录矛盾。')).toBeTruthy();
  expect(server.asked[0]).toMatchObject({
    path: '/api/staffing/corrections',
    body: { correctsId: uuid(70), pin: '2580', to: { kind: 'arrived', happenedAt: '2026-11-19T23:45:00.000Z' } },
  });
});
