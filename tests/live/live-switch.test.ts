import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { LiveStream } from '../../server/contract/live.ts';
import { LiveRoom } from '../support/live-room.ts';
import { Refused, type TestSocket } from '../support/test-server.ts';

let room: LiveRoom;

beforeAll(async () => {
  room = await LiveRoom.open();
});
afterAll(() => room.server.stop());
beforeEach(async () => {
  await room.checkIn(room.nursery.duoduo.childId);
  await room.checkIn(room.nursery.shitou.childId);
});
afterEach(() => room.allLeave());

const change = (socket: TestSocket, viewId: string, stream = 'sub') =>
  socket.ask<LiveStream>('live:switch', { viewId, stream });
const step = (socket: TestSocket, viewId: string, consumerId: string, how = 'shown') =>
  socket.ask('live:switch-step', { viewId, consumerId, step: how });
const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'ok',
    (error: unknown) => (error instanceof Refused ? error.problem.code : String(error)),
  );
const sent = (viewId: string) => room.server.media.views.get(viewId)?.stream;

test('the stream of an open view changes, and it stays the one view of one viewing session', async () => {
  const { viewId, socket } = await room.watching();
  const rows = await room.server.database.db.viewingSession.count();
  const { stream, bitRates, consumer } = await change(socket, viewId);
  expect({ stream, bitRates }).toEqual({ stream: 'sub', bitRates: { main: 2_400_000, sub: 400_000 } });
  await step(socket, viewId, consumer.id, 'ready');
  expect(sent(viewId)).toBe('main');
  await step(socket, viewId, consumer.id);
  expect(sent(viewId)).toBe('sub');
  expect(room.server.media.sending).toEqual([viewId]);
  expect(await room.server.database.db.viewingSession.count()).toBe(rows);
  expect((await room.sessionRow(viewId)).endedAt).toBeNull();
});

test('attack: another person’s view, one’s own on another socket, and one of nobody cannot be changed', async () => {
  const { viewId, socket } = await room.watching();
  const { consumer } = await change(socket, viewId, 'main');
  const father = await room.come(room.nursery.shitou.guardianId);
  const herself = await room.come(room.nursery.duoduo.guardianId);
  for (const other of [father.socket, herself.socket]) {
    expect(await codeOf(change(other, viewId))).toBe('view-gone');
    expect(await codeOf(step(other, viewId, consumer.id))).toBe('view-gone');
    expect(await codeOf(change(other, randomUUID()))).toBe('view-gone');
  }
  expect(room.server.media.views.get(viewId)?.coming?.consumer.id).toBe(consumer.id); // nothing was done to it
});

test('a view that ended, or was not started, has no stream to change', async () => {
  const { viewId, socket } = await room.watching();
  await socket.ask('live:close', { viewId });
  expect(await codeOf(change(socket, viewId))).toBe('view-gone');
  const opened = await room.openView(socket);
  expect(await codeOf(change(socket, opened.viewId))).toBe('view-gone');
  expect(await codeOf(step(socket, opened.viewId, 'any'))).toBe('view-gone');
});

test('a right that ends in the midst of a change ends the whole view: neither stream is left', async () => {
  const { viewId, socket } = await room.watching();
  const { consumer } = await change(socket, viewId);
  await step(socket, viewId, consumer.id, 'ready');
  const { db } = room.server.database;
  const { id } = await db.guardianship.findFirstOrThrow({ where: { userId: room.nursery.duoduo.guardianId } });
  const admin = await room.signIn(room.nursery.siteAdminId);
  const custody = { kind: 'custody', reason: '法院裁定' };
  expect((await admin.call('POST', `/api/admin/guardianships/${id}/withdraw`, custody)).status).toBe(200);
  expect(room.server.media.views.size).toBe(0); // it was answered only then
  expect(await codeOf(step(socket, viewId, consumer.id))).toBe('view-gone');
  expect(await codeOf(change(socket, viewId))).toBe('view-gone');
  await db.guardianship.updateMany({ data: { withdrawnAt: null, custodyBlockedAt: null } });
});

test('attack: ninety changes a minute are enough for any hand, and the picture goes on', async () => {
  const { viewId, socket } = await room.watching();
  const codes = await Promise.all(Array.from({ length: 100 }, () => codeOf(change(socket, viewId))));
  expect(codes.filter((code) => code === 'ok').length).toBeLessThanOrEqual(90);
  expect(codes).toContain('too-many-tries');
  expect(room.server.media.sending).toEqual([viewId]);
});
