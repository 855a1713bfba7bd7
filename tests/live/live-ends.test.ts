import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { LiveRoom } from '../support/live-room.ts';
import { hasLength, type Person } from '../support/test-server.ts';
import { until } from '../support/until.ts';

let room: LiveRoom;

beforeAll(async () => {
  room = await LiveRoom.open();
});
afterAll(() => room.server.stop());
beforeEach(() => room.checkIn(room.nursery.duoduo.childId));
afterEach(() => room.allLeave());

describe('a change of facts ends the running picture and says why', () => {
  const cases: [string, string, (act: Acting) => ReturnType<Person['call']>][] = [
    [
      'child-left',
      'check-out',
      ({ caregiver, childId }) => caregiver.call('POST', '/api/attendance/check-outs', tap(childId)),
    ],
    [
      'child-left',
      'a correction: it did not come back',
      async ({ caregiver, childId }) => {
        const { id: correctsId } = await room.server.database.db.attendanceEvent.findFirstOrThrow({
          where: { childId, kind: 'checked_in' },
          orderBy: { recordedAt: 'desc' },
        });
        const correction = { eventId: randomUUID(), childId, correctsId, to: null, reason: '点错了人' };
        return caregiver.call('POST', '/api/attendance/corrections', correction);
      },
    ],
    [
      'child-elsewhere',
      'a transfer into another room',
      ({ caregiver, childId }) =>
        caregiver.call('POST', '/api/attendance/transfers', {
          ...tap(childId),
          toClassroomId: room.nursery.seniorRoomId,
        }),
    ],
    [
      'camera-paused',
      'a private moment',
      ({ caregiver }) => caregiver.call('POST', `/api/cameras/${room.camera}/pause`, { minutes: 5 }),
    ],
    ['not-available', 'a withdrawn right', ({ admin, guardianshipId }) => withdraw(admin, guardianshipId, 'right')],
    ['not-available', 'a custody block', ({ admin, guardianshipId }) => withdraw(admin, guardianshipId, 'custody')],
    [
      'not-available',
      'a deny',
      ({ admin, userId }) => admin.call('POST', '/api/admin/denies', { userId, cameraId: null, reason: '家长会决定' }),
    ],
    [
      'not-available',
      'a disabled camera',
      ({ admin }) => admin.call('PATCH', `/api/admin/cameras/${room.camera}`, { isEnabled: false }),
    ],
    [
      'not-available',
      'a child that left the nursery',
      ({ admin, childId }) =>
        admin.call('POST', `/api/admin/children/${childId}/leave`, { lastDay: null, reason: '搬家' }),
    ],
    ['video-consent-invalid', 'a withdrawn consent', ({ admin, childId }) => consent(admin, childId, 'video', false)],
    ['account-inactive', 'a suspended account', ({ admin, userId }) => suspend(admin, userId, true)],
    [
      'site-live-off',
      'the site’s switch',
      ({ admin }) =>
        admin.call('POST', `/api/admin/sites/${room.nursery.siteId}/live-view`, { on: false, reason: '整改' }),
    ],
  ];
  test.each(cases)('%s: %s', async (reason, _what, act) => {
    const { viewId, socket } = await room.watching();
    const answer = await act(await acting());
    expect([200, 204]).toContain(answer.status);
    expect(room.server.media.sending).toEqual([]); // before the answer to the change came back
    await hasLength('the viewer is told', socket.ended, 1);
    expect(socket.ended[0]).toMatchObject({ viewId, reason, again: false });
    await until('the row is closed', async () => (await room.sessionRow(viewId)).endedAt !== null);
  });

  afterEach(restore);

  type Acting = { caregiver: Person; admin: Person; childId: string; userId: string; guardianshipId: string };
  const acting = async (): Promise<Acting> => ({
    caregiver: await room.signIn(room.nursery.caregiverId),
    admin: await room.signIn(room.nursery.siteAdminId),
    childId: room.nursery.duoduo.childId,
    userId: room.nursery.duoduo.guardianId,
    guardianshipId: room.nursery.duoduo.guardianshipId,
  });
  const tap = (childId: string) => ({ eventId: randomUUID(), childId, happenedAt: new Date().toISOString() });
  const withdraw = (admin: Person, id: string, kind: string) =>
    admin.call('POST', `/api/admin/guardianships/${id}/withdraw`, { kind, reason: '法院裁定' });
  const suspend = (admin: Person, id: string, suspended: boolean) =>
    admin.call('PUT', `/api/admin/people/${id}/suspension`, { suspended, reason: '离园' });
  const consent = (admin: Person, childId: string, kind: string, given: boolean) =>
    admin.call('POST', `/api/admin/children/${childId}/consents`, { kind, given });

  /** Back to where everybody may watch, straight in the database. */
  async function restore(): Promise<void> {
    const { db } = room.server.database;
    await db.cameraPause.updateMany({ data: { endedAt: new Date() } });
    await db.child.updateMany({ data: { leftAt: null } });
    await db.enrolment.updateMany({ data: { endsOn: null } });
    await db.guardianship.updateMany({ data: { withdrawnAt: null, custodyBlockedAt: null } });
    await db.viewingDeny.updateMany({ data: { liftedAt: new Date() } });
    await db.camera.updateMany({ data: { isEnabled: true } });
    await db.user.updateMany({ data: { suspendedAt: null } });
    await db.consentEntry.create({ data: { childId: room.nursery.duoduo.childId, kind: 'video', given: true } });
    await db.site.updateMany({ data: { liveViewBasis: '依据', liveViewOnSince: new Date(0) } });
    room.server.media.setPhase(room.camera, 'live');
  }
});

test('an answer that counts says how many running pictures a withdrawal ended', async () => {
  await room.watching();
  const admin = await room.signIn(room.nursery.siteAdminId);
  const path = `/api/admin/guardianships/${room.nursery.duoduo.guardianshipId}`;
  expect(await admin.call('POST', `${path}/withdraw`, { kind: 'right', reason: '协议' })).toEqual({
    status: 200,
    body: { endedViews: 1 },
  });
  expect(await admin.call('POST', `${path}/restore`, { reason: '误点' })).toEqual({
    status: 200,
    body: { endedViews: 0 },
  });
});

test('signing out everywhere from another browser ends the picture and closes the socket', async () => {
  const { viewId, socket } = await room.watching();
  const elsewhere = await room.signIn(room.nursery.duoduo.guardianId);
  expect((await elsewhere.call('DELETE', '/api/sessions')).status).toBe(204);
  expect(room.server.media.sending).toEqual([]);
  await until('the socket is closed', () => socket.socket.disconnected);
  expect(socket.sessionEnds).toEqual(['signed-out']);
  expect(socket.ended).toMatchObject([{ viewId, reason: 'signed-out' }]);
});

test('the answer’s end is asked again at that moment: an insurance that runs out ends the view', async () => {
  const { db } = room.server.database;
  await db.consentEntry.create({
    data: {
      childId: room.nursery.duoduo.childId,
      kind: 'insurance',
      given: true,
      validUntil: new Date(Date.now() + 1_500),
    },
  });
  const { viewId, socket } = await room.watching();
  await hasLength('the viewer is told', socket.ended, 1);
  expect(socket.ended[0]).toMatchObject({ viewId, reason: 'insurance-invalid' });
  await db.consentEntry.create({ data: { childId: room.nursery.duoduo.childId, kind: 'insurance', given: true } });
});

test('a withdrawal between the decision and the picture is not missed', async () => {
  const { socket } = await room.come(room.nursery.duoduo.guardianId);
  const admin = await room.signIn(room.nursery.siteAdminId);
  const path = `/api/admin/guardianships/${room.nursery.duoduo.guardianshipId}`;
  for (let round = 0; round < 20; round += 1) {
    const opening = room.openView(socket).catch(() => null);
    const withdrawing = admin.call('POST', `${path}/withdraw`, { kind: 'right', reason: '协议' });
    const [opened] = await Promise.all([opening, withdrawing]);
    if (opened) await room.startView(socket, opened.viewId).catch(() => null);
    expect(room.server.media.views.size).toBe(0);
    await admin.call('POST', `${path}/restore`, { reason: '误点' });
  }
});
