import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { beginPage, button, CLASSROOM, endPage, openRoom } from './open-room.tsx';
import { child, room, RoomServer, uuid } from './room-server.ts';

beforeEach(beginPage);
afterEach(endPage);

test('a child is handed to the person who was tapped; a blocked person is shown and cannot be tapped', async () => {
  const server = new RoomServer(room([child(2, '赵可心', 'present')]));
  await openRoom(server);
  fireEvent.click(button(/^赵可心，08:00 到，牛奶过敏/));
  fireEvent.click(button(/^交接离园$/));
  expect(screen.getByText('爸爸 哈斯')).toBeTruthy();
  expect(screen.getByText('不可交接')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /哈斯/ })).toBeNull();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: '先点来接的人' }).disabled).toBe(true);

  fireEvent.click(button(/妈妈 苏日娜/));
  fireEvent.click(button(/^名字和证件对过了，交给苏日娜$/));
  await waitFor(() => expect(button(/^赵可心，\d\d:\d\d 离园/)).toBeTruthy());
  expect(server.asked[0]).toMatchObject({ path: '/api/attendance/check-outs', body: { withUserId: uuid(102) } });
});

test('whom the family announced is chosen already, and goes on record as who took the child', async () => {
  const announced = child(2, '赵可心', 'present');
  announced.pickups = [
    {
      pickupId: uuid(801),
      name: '乌兰',
      relation: '奶奶',
      phone: '13800003306',
      hasPhoto: false,
      needsCode: false,
      blocked: false,
    },
  ] as unknown as typeof announced.pickups;
  announced.fetchedBy = {
    withUserId: null,
    withPickupId: uuid(801),
    by: '妈妈',
    at: '2026-11-20T08:50:00.000Z',
  } as unknown as typeof announced.fetchedBy;
  const server = new RoomServer(room([announced]));
  await openRoom(server);
  fireEvent.click(button(/^赵可心，/));
  fireEvent.click(button(/^交接离园$/));
  expect(screen.getByText('妈妈 16:50 说：今天奶奶接')).toBeTruthy();
  expect(button(/奶奶 乌兰/).textContent).toContain('没有照片，请核对姓名和证件');
  fireEvent.click(button(/^名字和证件对过了，交给乌兰$/));
  await waitFor(() => expect(server.asked[0]?.body).toMatchObject({ withUserId: null, withPickupId: uuid(801) }));
});

test('of a guardian whose face is shown the face is confirmed', async () => {
  const known = child(2, '赵可心', 'present');
  const portrait = { skin: 0, hair: 0, hairStyle: 'bob', shirt: 0, ground: 0 };
  known.guardians = known.guardians.map((each) => ({ ...each, portrait })) as unknown as typeof known.guardians;
  await openRoom(new RoomServer(room([known])));
  fireEvent.click(button(/^赵可心，/));
  fireEvent.click(button(/^交接离园$/));
  fireEvent.click(button(/妈妈 苏日娜/));
  expect(button(/^照片无误，交给妈妈$/)).toBeTruthy();
  expect(screen.queryByText(/没有照片/)).toBeNull();
});

test('a person named like a blocked guardian is shown as blocked and cannot be tapped; the director is called once', async () => {
  const named = child(2, '赵可心', 'present');
  named.pickups = [
    {
      pickupId: uuid(801),
      name: '哈 斯',
      relation: '舅舅',
      phone: '',
      hasPhoto: false,
      needsCode: false,
      blocked: true,
    },
  ] as unknown as typeof named.pickups;
  await openRoom(new RoomServer(room([named])));
  fireEvent.click(button(/^赵可心，/));
  fireEvent.click(button(/^交接离园$/));
  expect(screen.getByText('舅舅 哈 斯')).toBeTruthy();
  expect(screen.getAllByText('不可交接')).toHaveLength(2);
  expect(screen.queryByRole('button', { name: /哈 斯/ })).toBeNull();
  expect(screen.getAllByRole('button', { name: '来了，叫园长' })).toHaveLength(1);
});

test('a blocked person at the door calls the director, and nothing else happens on the tablet', async () => {
  const server = new RoomServer(room([child(2, '赵可心', 'present')]));
  server.answer = () => ({ status: 204, body: undefined });
  await openRoom(server);
  fireEvent.click(button(/^赵可心，/));
  fireEvent.click(button(/^交接离园$/));
  fireEvent.click(button(/^来了，叫园长$/));
  expect(await screen.findByText('已通知园长')).toBeTruthy();
  expect(server.asked).toEqual([
    { method: 'POST', path: '/api/pickups/alarms', body: { childId: uuid(2), userId: uuid(202) } },
  ]);
});

test('everybody who is awaited is in with one confirmation, but for the unticked and the reported absent', async () => {
  const absent = child(4, '冯一一', 'expected');
  absent.absence = { noticeId: uuid(950), reason: 'sick', by: '妈妈' } as typeof absent.absence;
  const server = new RoomServer(
    room([child(1, '马小宇', 'expected'), child(2, '赵可心', 'expected'), child(3, '高若溪', 'expected'), absent]),
  );
  server.answer = (asked) => ({ status: 200, body: server.recordedAll(asked) });
  await openRoom(server);
  expect(button(/^冯一一，妈妈请假$/)).toBeTruthy();
  fireEvent.click(button(/^批量入园$/));
  fireEvent.click(screen.getByRole('button', { name: '高若溪', pressed: true }));
  fireEvent.click(button(/^确认 · 2 人$/));
  expect(await screen.findByText('已全部送达')).toBeTruthy();
  expect(server.asked.map(({ path }) => path)).toEqual(['/api/attendance/arrivals']);
  expect(server.asked[0]?.body['arrivals']).toMatchObject([{ childId: uuid(1) }, { childId: uuid(2) }]);
  expect(button(/^高若溪，未到/)).toBeTruthy();

  server.answer = (asked) => server.recorded(asked);
  fireEvent.click(button(/^撤销 2 人入园/));
  await waitFor(() => expect(server.asked).toHaveLength(3));
  expect(server.asked.slice(1).map(({ path }) => path)).toEqual(['/api/attendance/undos', '/api/attendance/undos']);
});

test('where nobody is awaited any more the room is told so, and nothing is offered', async () => {
  await openRoom(new RoomServer(room([child(1, '马小宇', 'present'), child(2, '赵可心', 'left')])));
  expect(screen.getByRole<HTMLButtonElement>('button', { name: '都到了' }).disabled).toBe(true);
  expect(screen.queryByRole('button', { name: '批量入园' })).toBeNull();
});

test('a child who is reported absent is not checked in by a tap on the tile, but by its sheet', async () => {
  const absent = child(4, '冯一一', 'expected');
  absent.absence = { noticeId: uuid(950), reason: 'sick', by: '妈妈' } as typeof absent.absence;
  const server = new RoomServer(room([absent]));
  await openRoom(server);
  fireEvent.click(button(/^冯一一，妈妈请假$/));
  expect(server.asked).toEqual([]);
  fireEvent.click(button(/^入园$/));
  await waitFor(() => expect(server.asked[0]?.path).toBe('/api/attendance/check-ins'));
});

test('a child who moved is shown where it is, and a tap does not check it in here', async () => {
  const server = new RoomServer(room([child(1, '马小宇', 'present')]));
  server.answer = () => 'away';
  await openRoom(server);
  fireEvent.click(button(/^转班$/));
  fireEvent.click(screen.getByRole('button', { name: '马小宇' }));
  fireEvent.click(button(/^1 人转到桃花班$/));
  await waitFor(() => expect(server.asked[0]?.path).toBe('/api/attendance/transfers'));
  expect(server.asked[0]?.body).toMatchObject({ childId: uuid(1), toClassroomId: uuid(901) });
  fireEvent.click(button(/^马小宇，在桃花班/));
  expect(button(/^转回海棠班$/)).toBeTruthy();
});

test('a correction says what really was, why, and what parents will read before it is sent', async () => {
  const corrected = child(1, '马小宇', 'present');
  corrected.lines = [
    {
      eventId: uuid(60),
      kind: 'checked_in',
      at: '2026-11-20T00:20:00.000Z',
      classroomId: CLASSROOM,
      recordedAt: '2026-11-20T00:20:00.000Z',
      withUserId: null,
      withPickupId: null,
      withPickup: null,
      reason: null,
    },
  ] as unknown as typeof corrected.lines;
  const server = new RoomServer(room([corrected]));
  await openRoom(server);
  fireEvent.click(button(/^马小宇，/));
  fireEvent.click(button(/^更正记录$/));
  fireEvent.click(button(/^08:20 入园$/));
  fireEvent.click(button(/^早 5 分钟$/));
  expect(screen.getByRole<HTMLButtonElement>('button', { name: '更正' }).disabled).toBe(true);
  fireEvent.click(button(/^时间不对$/));
  expect(screen.getByText('更正：马小宇 08:15 入园（原记 08:20）')).toBeTruthy();
  fireEvent.click(button(/^更正$/));
  await waitFor(() => expect(server.asked).toHaveLength(1));
  expect(server.asked[0]).toMatchObject({
    path: '/api/attendance/corrections',
    body: {
      correctsId: uuid(60),
      to: { kind: 'checked_in', happenedAt: '2026-11-20T00:15:00.000Z', classroomId: CLASSROOM },
      reason: '时间不对',
    },
  });
});

test('a headcount begun is found again as it was, and names who is missing', async () => {
  const server = new RoomServer(room([child(1, '马小宇', 'present'), child(2, '赵可心', 'present')]));
  await openRoom(server);
  fireEvent.click(button(/^应急点名$/));
  fireEvent.click(button(/^马小宇\s*还没看到/));
  expect(screen.getByText('还差 1 人：赵可心')).toBeTruthy();
  cleanup();
  await openRoom(server);
  fireEvent.click(button(/^点名中 1\/2$/));
  expect(screen.getByText('看到 1 / 2')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: /^赵可心\s*还没看到/ }));
  expect(screen.getByText('都在，一个不少')).toBeTruthy();
});

test('a headcount with somebody missing ends only when that was confirmed, and its result is read until the next', async () => {
  await openRoom(new RoomServer(room([child(1, '马小宇', 'present'), child(2, '赵可心', 'present')])));
  fireEvent.click(button(/^应急点名$/));
  fireEvent.click(button(/^马小宇\s*还没看到/));
  fireEvent.click(button(/^点名结束$/));
  expect(screen.getByRole('alert').textContent).toBe('还有 1 人没见到。确定结束？赵可心');
  fireEvent.click(button(/^继续点名$/));
  expect(screen.getByText('还差 1 人：赵可心')).toBeTruthy();
  fireEvent.click(button(/^点名结束$/));
  fireEvent.click(button(/^确定结束$/));
  expect(screen.getByText('1 人没见到：赵可心')).toBeTruthy();
  fireEvent.click(button(/^回到海棠班$/));

  fireEvent.click(button(/^应急点名$/));
  expect(screen.getByText('看到 1 / 2')).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: /^赵可心\s*没见到/ }).disabled).toBe(true);
  fireEvent.click(button(/^继续点名$/));
  fireEvent.click(button(/^赵可心\s*还没看到/));
  fireEvent.click(button(/^点名结束$/));
  expect(screen.getByText('都在，一个不少')).toBeTruthy();
  fireEvent.click(button(/^再点一次名$/));
  expect(screen.getByText('看到 0 / 2')).toBeTruthy();
});

test('what is seen of a headcount is not thrown away by one tap', async () => {
  await openRoom(new RoomServer(room([child(1, '马小宇', 'present'), child(2, '赵可心', 'present')])));
  fireEvent.click(button(/^应急点名$/));
  fireEvent.click(button(/^马小宇\s*还没看到/));
  fireEvent.click(button(/^重新点$/));
  expect(screen.getByText('已经看到 1 人。从头点起？')).toBeTruthy();
  fireEvent.click(button(/^从头点起$/));
  expect(screen.getByText('看到 0 / 2')).toBeTruthy();
});
