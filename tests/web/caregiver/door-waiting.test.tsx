import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import { beginPage, button, endPage, openRoom } from './open-room.tsx';
import { child, room, RoomServer, uuid } from './room-server.ts';

beforeEach(beginPage);
afterEach(endPage);

const line = (n: number, childName: string, at: Date) => ({
  ...{ waitingId: String(n), childId: uuid(n), childName, relation: '妈妈', by: '苏日娜', at: at.toISOString() },
});

/** As the server has it when the page is opened: no event comes. */
class DoorServer extends RoomServer {
  override read(path: string): unknown {
    if (!path.startsWith('/api/room/door-waiting')) return super.read(path);
    const [now, old] = [new Date(), new Date(Date.now() - 21 * 60_000)];
    return { waiting: [line(1, '马小宇', now), line(2, '赵可心', now), line(3, '冯一一', old)] };
  }
}

test('a room opened anew shows who waits: for a child that is here, of late, until it was seen or handed over', async () => {
  const children = [child(1, '马小宇', 'present'), child(2, '赵可心', 'left'), child(3, '冯一一', 'present')];
  const server = new DoorServer(room(children));
  server.answer = () => ({ status: 204, body: undefined });
  await openRoom(server);
  expect(await screen.findByText(/^妈妈 苏日娜 在门口接马小宇 · \d\d:\d\d$/)).toBeTruthy();
  expect(screen.queryByText(/在门口接(赵可心|冯一一)/)).toBeNull();
  fireEvent.click(button(/^交接马小宇$/));
  expect(await screen.findByRole('dialog')).toBeTruthy();
  fireEvent.click(button(/^知道了$/));
  expect(screen.queryByText(/在门口接/)).toBeNull();
  // For the whole room: the others' line goes as well, and this one's does not come back with the page.
  expect(server.asked).toMatchObject([{ path: '/api/room/door-waiting/answers', body: { waitingId: '1' } }]);
});
