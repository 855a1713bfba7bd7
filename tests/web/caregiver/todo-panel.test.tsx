import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { webAnswer } from '../../support/web-answer.ts';
import { beginPage, button, endPage, openRoom } from './open-room.tsx';
import { child, room, RoomServer, uuid } from './room-server.ts';

beforeEach(beginPage);
afterEach(endPage);

const later = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();
const late = (n: number, childName: string) => ({
  ...{ alertId: uuid(n + 300), kind: 'late', dueAt: later(-20), childId: uuid(n), childName, taskId: null },
  isEscalated: false,
});

/** A room whose to-do the test gives; what is recorded changes nothing in it, as while it is on its way. */
function serverWith(todo: object): RoomServer {
  const server = new RoomServer(room([child(1, '马小宇', 'expected'), child(3, '高若溪', 'expected')]));
  const { fetch } = server;
  const base = {
    now: new Date().toISOString(),
    timeZone: 'Asia/Shanghai',
    classroomId: uuid(900),
    sleepCheckMinutes: 10,
  };
  const answer: typeof fetch = (input, init) =>
    typeof input === 'string' && input.startsWith('/api/todo')
      ? Promise.resolve(webAnswer({ ...base, alerts: [], tasks: [], sleep: null, ...todo }))
      : fetch(input, init);
  return Object.assign(server, { fetch: answer });
}

test('children who are late are one line with their names in the order of the tiles, which opens to each of them', async () => {
  await openRoom(serverWith({ alerts: [late(1, '马小宇'), late(3, '高若溪')] }));
  const line = await screen.findByRole('button', { name: /^2 人晚到未请假/ });
  expect(line.textContent).toContain('高若溪、马小宇');
  fireEvent.click(line);
  fireEvent.click(button(/^高若溪\s*应到/));
  expect(await screen.findByRole('heading', { level: 1, name: /高若溪/ })).toBeTruthy();
});

test('a nap begins by one tap, asks for its look, and one tap says that all were looked at', async () => {
  const server = serverWith({});
  server.answer = () => 'away';
  await openRoom(server);
  expect(await screen.findByText('现在没有要做的事')).toBeTruthy();
  fireEvent.click(button(/^午睡开始$/));
  fireEvent.click(await screen.findByRole('button', { name: /^午睡中 · 10 分钟后看/ }));
  fireEvent.click(button(/^全部看过$/));
  await waitFor(() => expect(screen.getByText('待发送 2')).toBeTruthy());
  server.answer = () => ({ status: 200, body: { checkId: uuid(1) } });
  server.asked.length = 0;
  window.dispatchEvent(new Event('online'));
  await waitFor(() => expect(server.asked.map(({ body }) => body['kind'])).toEqual(['sleep_began', 'sleep_checked']));
  expect(server.asked[0]?.path).toBe('/api/room-checks');
});

test('a daily check that is overdue says so, is made by one tap, and can be taken back', async () => {
  const task = { taskId: uuid(40), kind: 'disinfection', name: '玩具消毒', dueAt: later(-15), done: null };
  const server = serverWith({ tasks: [task] });
  server.answer = () => ({ status: 200, body: { checkId: uuid(1) } });
  await openRoom(server);
  fireEvent.click(await screen.findByRole('button', { name: /^玩具消毒\s*逾期 · 应/ }));
  fireEvent.click(button(/^玩具消毒 做好了$/));
  await waitFor(() => expect(server.asked[0]?.body).toMatchObject({ kind: 'task_done', taskId: uuid(40) }));
  fireEvent.click(button(/^撤销 玩具消毒/));
  await waitFor(() => expect(server.asked[1]?.path).toBe('/api/room-checks/undos'));
  expect(server.asked[1]?.body['undoesId']).toBe(server.asked[0]?.body['checkId']);
});
