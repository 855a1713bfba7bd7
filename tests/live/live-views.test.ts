import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { LiveRoom } from '../support/live-room.ts';
import { hasLength, Refused } from '../support/test-server.ts';
import { until } from '../support/until.ts';

let room: LiveRoom;

beforeAll(async () => {
  room = await LiveRoom.open();
});
afterAll(() => room.server.stop());
beforeEach(() => room.checkIn(room.nursery.duoduo.childId));
afterEach(() => room.allLeave());

const refusal = async (asked: Promise<unknown>) => {
  const error: unknown = await asked.catch((reason: unknown) => reason);
  return error instanceof Refused ? error.problem : error;
};

test('a mother whose child is here watches, and it is written down who, which camera and which child made it lawful', async () => {
  const { viewId, socket } = await room.watching();
  expect(await room.sessionRow(viewId)).toMatchObject({
    userId: room.nursery.duoduo.guardianId,
    cameraId: room.camera,
    childId: room.nursery.duoduo.childId,
    endedAt: null,
  });
  await socket.ask('live:close', { viewId });
  expect(room.server.media.sending).toEqual([]);
  await until('the row is closed', async () => (await room.sessionRow(viewId)).endReason === 'closed-by-viewer');
});

test('a socket that goes takes its views with it', async () => {
  const { viewId, socket } = await room.watching();
  socket.close();
  await until('the view is closed', () => room.server.media.views.size === 0);
  await until('the row says so', async () => (await room.sessionRow(viewId)).endReason === 'socket-closed');
});

describe('refused', () => {
  test('foreign and unknown cameras answer alike', async () => {
    const { socket } = await room.come(room.nursery.anan.guardianId); // of the other room
    const foreign = await refusal(room.openView(socket, room.camera));
    const unknown = await refusal(room.openView(socket, randomUUID()));
    expect(foreign).toMatchObject({ code: 'refused', refusal: { code: 'not-available' } });
    expect({ ...(foreign as object), id: null }).toEqual({ ...(unknown as object), id: null });
    expect(
      await room.server.database.db.auditEntry.count({
        where: { action: 'view-refused', actorId: room.nursery.anan.guardianId },
      }),
    ).toBe(2);
    expect(room.server.media.views.size).toBe(0);
  });

  test('a page that asks again by itself after a no adds no second refusal; a click does, and so does another no', async () => {
    const { db } = room.server.database;
    const { guardianId } = room.nursery.shitou;
    const where = { action: 'view-refused', actorId: guardianId };
    const before = await db.auditEntry.count({ where });
    const { socket } = await room.come(guardianId);
    const ask = async (more: object) => {
      await refusal(room.openView(socket, room.camera, more));
      return (await db.auditEntry.count({ where })) - before;
    };
    expect(await ask({ byItself: true })).toBe(1); // whatever a browser says of itself, the first is written down
    expect(await ask({ byItself: true })).toBe(1);
    expect(await ask({})).toBe(2);
    await db.viewingDeny.create({ data: { userId: guardianId, createdBy: room.nursery.siteAdminId } });
    expect(await ask({ byItself: true })).toBe(3);
    await db.viewingDeny.updateMany({ where: { userId: guardianId }, data: { liftedAt: new Date() } });
  });

  test('a mother whose child has not come yet is told so by name', async () => {
    const { socket } = await room.come(room.nursery.shitou.guardianId);
    expect(await refusal(room.openView(socket))).toMatchObject({
      code: 'refused',
      refusal: { code: 'child-not-arrived', child: expect.any(String) },
    });
  });

  test('an administrator without a reason; with one they watch and it is written down', async () => {
    const { socket } = await room.come(room.nursery.siteAdminId);
    expect(await refusal(room.openView(socket))).toMatchObject({ refusal: { code: 'reason-needed' } });
    const { viewId } = await room.openView(socket, room.camera, { reason: '家长投诉，核对现场' });
    await room.startView(socket, viewId);
    const entry = await room.server.database.db.auditEntry.findFirst({
      where: { action: 'view-opened', actorId: room.nursery.siteAdminId },
    });
    expect(entry?.details).toMatchObject({ reason: '家长投诉，核对现场' });
  });

  test('an employer’s administrator is no guardian and no staff', async () => {
    const { socket } = await room.come(room.nursery.orgAdminId);
    expect(await refusal(room.openView(socket))).toMatchObject({ refusal: { code: 'not-available' } });
  });

  test('another socket’s view cannot be started or closed, nor one’s own twice', async () => {
    const { viewId, socket } = await room.watching();
    const other = await room.come(room.nursery.duoduo.guardianId);
    expect(await refusal(room.startView(other.socket, viewId))).toMatchObject({ code: 'view-gone' });
    expect(await refusal(other.socket.ask('live:close', { viewId }))).toMatchObject({ code: 'view-gone' });
    expect(await refusal(room.startView(socket, viewId))).toMatchObject({ code: 'view-gone' });
    expect(room.server.media.sending).toEqual([viewId]);
  });

  test.each<[string, unknown]>([
    ['nothing', null],
    ['a prototype', { cameraId: '__proto__', canReceive: {} }],
    ['a list', []],
    ['an object for an id', { cameraId: { toString: 'x' }, canReceive: {} }],
    ['capabilities that are none', { cameraId: randomUUID(), canReceive: 'all' }],
  ])('malformed input: %s', async (_what, input) => {
    const { socket } = await room.come(room.nursery.duoduo.guardianId);
    expect(await refusal(socket.ask('live:open', input))).toMatchObject({ code: 'bad-request' });
    expect(await refusal(socket.ask('live:start', input))).toMatchObject({ code: 'bad-request' });
    expect(await refusal(socket.ask('live:close', input))).toMatchObject({ code: 'bad-request' });
    expect(await refusal(socket.ask('events:since', input))).toMatchObject({ code: 'bad-request' });
  });

  test('a camera that is offline has no picture to offer, and no open row is left', async () => {
    room.server.media.setPhase(room.camera, 'offline', 'unreachable');
    const { socket } = await room.come(room.nursery.duoduo.guardianId);
    expect(await refusal(room.openView(socket))).toMatchObject({ code: 'camera-offline' });
    expect(await room.openRows()).toBe(0);
    room.server.media.setPhase(room.camera, 'live');
  });
});

describe('leases', () => {
  test('a view that is renewed goes on; one that cannot be decided ends by its lease', async () => {
    const { viewId } = await room.watching();
    const before = (await room.sessionRow(viewId)).leaseUntil;
    await until('the lease was renewed', async () => (await room.sessionRow(viewId)).leaseUntil > before);
    expect(room.server.media.sending).toEqual([viewId]);

    await room.server.database.pool.query('ALTER TABLE consent_entry RENAME TO consent_entry_away'); // facts cannot be loaded
    await until('the node ended it by itself', () => room.server.media.views.size === 0, 12_000);
    await room.server.database.pool.query('ALTER TABLE consent_entry_away RENAME TO consent_entry');
    await until('the row is closed', async () => (await room.sessionRow(viewId)).endedAt !== null);
  });

  test('when media restarts, the viewer is told to come again', async () => {
    const { viewId, socket } = await room.watching();
    room.server.media.goDown();
    await hasLength('the viewer is told', socket.ended, 1);
    expect(socket.ended[0]).toMatchObject({ viewId, reason: 'media-restarted', again: true });
    expect(await refusal(room.openView(socket))).toMatchObject({ code: 'media-unavailable' });
    room.server.media.comeUp();
    const again = await room.openView(socket);
    await room.startView(socket, again.viewId);
    expect(room.server.media.sending).toEqual([again.viewId]);
  });
});
