import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { ParentHome, type ViewAnswer } from '#contract/live.ts';
import { LiveRoom, type Visitor } from '../support/live-room.ts';
import { connectSocket } from '../support/test-server.ts';
import { until } from '../support/until.ts';

let room: LiveRoom;

beforeAll(async () => {
  room = await LiveRoom.open();
});
afterAll(() => room.server.stop());
beforeEach(() => room.checkIn(room.nursery.duoduo.childId));
afterEach(() => room.allLeave());

async function tileOf({ person }: Visitor): Promise<ViewAnswer | undefined> {
  const answer = await fetch(`${room.server.url}/api/home`, { headers: { authorization: `Bearer ${person.token}` } });
  const { children } = ParentHome.parse(await answer.json());
  return children.flatMap(({ tiles }) => tiles).find(({ cameraId }) => cameraId === room.camera)?.view;
}

test('who has all their pictures on one camera still reads that it may be watched; a further picture is one too many', async () => {
  const mother = await room.watching();
  const atOffice = await room.watching();
  expect(await tileOf(mother)).toMatchObject({ allowed: true });
  expect(await tileOf(atOffice)).toMatchObject({ allowed: true });
  await expect(room.openView(mother.socket)).rejects.toMatchObject({
    problem: { refusal: { code: 'too-many-streams', n: 2 } },
  });
});

test('an attempt at a camera that is away takes no place among the pictures', async () => {
  const mother = await room.watching();
  room.server.media.setPhase(room.camera, 'offline');
  await expect(room.openView(mother.socket)).rejects.toMatchObject({ problem: { code: 'camera-offline' } });
  room.server.media.setPhase(room.camera, 'live');
  const { viewId } = await room.openView(mother.socket);
  await room.startView(mother.socket, viewId);
  expect(await room.openRows()).toBe(2);
});

test('attack: a dozen pictures asked for in the same instant are no more than two', async () => {
  const { guardianId } = room.nursery.duoduo;
  const { token } = await room.signIn(guardianId);
  const sockets = await Promise.all(Array.from({ length: 12 }, () => connectSocket(room.server, token)));
  const asked = await Promise.allSettled(sockets.map((socket) => room.openView(socket)));
  const opened = asked.filter(({ status }) => status === 'fulfilled').length;
  expect(opened).toBeLessThanOrEqual(2);
  await until('nothing is left of the others', async () => (await room.openRows()) === opened);
  for (const socket of sockets) socket.close();
});

test('a camera that never had a picture is no tile of a family’s home', async () => {
  const mother = await room.come(room.nursery.duoduo.guardianId);
  const { camera } = room.server.database.db;
  await camera.update({ where: { id: room.camera }, data: { firstLiveAt: null } });
  expect(await tileOf(mother)).toBeUndefined();
  await camera.update({ where: { id: room.camera }, data: { firstLiveAt: new Date() } });
  expect(await tileOf(mother)).toBeDefined();
});
