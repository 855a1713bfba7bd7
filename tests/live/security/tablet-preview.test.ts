import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { DeviceSession } from '../../../server/contract/sign-in.ts';
import type { UserId } from '../../../server/contract/ids.ts';
import { ACTING_LASTS_HOURS } from '../../../server/contract/sign-in.ts';
import { LiveRoom } from '../../support/live-room.ts';
import { PIN } from '../../support/nursery.ts';
import { askAt } from '../../support/security-ask.ts';
import { connectSocket, hasLength, type TestSocket } from '../../support/test-server.ts';

let room: LiveRoom;
let token: string;
let deviceId: string;
let tablet: TestSocket;

beforeAll(async () => {
  room = await LiveRoom.open();
  const admin = await room.signIn(room.nursery.siteAdminId);
  const made = await admin.call('POST', '/api/admin/devices', {
    classroomId: room.nursery.toddlerRoomId,
    name: '平板',
  });
  const { code } = made.body as { code: string };
  const paired = await askAt(room.server.url, { method: 'POST', path: '/api/device/pair', body: { code } });
  ({ accessToken: token, deviceId } = JSON.parse(paired.text) as DeviceSession);
});
beforeEach(async () => {
  tablet = await connectSocket(room.server, token);
});
afterEach(async () => {
  tablet.close();
  await room.allLeave();
});
afterAll(() => room.server.stop());

const ask = async (method: string, path: string, body?: unknown) =>
  expect((await askAt(room.server.url, { method, path, token, body })).code).toBe('ok');
const act = (userId: UserId) => ask('POST', '/api/device/act', { userId, pin: PIN });

/** The caregiver looks at the room on its tablet. */
async function looking(): Promise<string> {
  await act(room.nursery.caregiverId);
  const { viewId } = await room.openView(tablet);
  await room.startView(tablet, viewId);
  expect(room.server.media.sending).toEqual([viewId]);
  return viewId;
}
async function seeEnd(viewId: string): Promise<void> {
  await hasLength('the tablet is told', tablet.ended, 1);
  expect(tablet.ended).toMatchObject([{ viewId, reason: 'signed-out', again: false }]);
  expect(room.server.media.sending).toEqual([]);
}

test('a picture on the tablet ends when a colleague says their PIN: it was opened by, and written down for, another', async () => {
  const viewId = await looking();
  await act(room.nursery.siteAdminId);
  expect(room.server.media.sending).toEqual([]); // before the answer came back
  await seeEnd(viewId);
});

test('it ends when the caregiver stops acting, and nobody opens one on a tablet without a person', async () => {
  const viewId = await looking();
  await ask('DELETE', '/api/device/act');
  expect(room.server.media.sending).toEqual([]);
  await seeEnd(viewId);
  await expect(room.openView(tablet)).rejects.toThrow('who-is-acting');
});

test('it ends with the shift, though nobody does anything', async () => {
  const viewId = await looking();
  const shiftBegan = new Date(Date.now() - ACTING_LASTS_HOURS * 3_600_000 + 500);
  await room.server.database.db.device.update({ where: { id: deviceId }, data: { actingSince: shiftBegan } });
  await seeEnd(viewId);
});

test('the same person’s PIN again leaves the picture running', async () => {
  const viewId = await looking();
  await act(room.nursery.caregiverId);
  expect(room.server.media.sending).toEqual([viewId]);
});
