import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { LiveViewOpened } from '../../server/contract/live.ts';
import { checkInChild, makeNursery, type Nursery } from '../support/nursery.ts';
import { localDay } from '../../server/platform/calendar.ts';
import {
  connectSocket,
  hasLength,
  Refused,
  signInAt,
  startServerWithFakeMedia,
  type Person,
  type TestSocket,
} from '../support/test-server.ts';
import { until } from '../support/until.ts';

type Server = Awaited<ReturnType<typeof startServerWithFakeMedia>>;

let server: Server;
let nursery: Nursery;
let camera: string;
const sockets: TestSocket[] = [];

beforeAll(async () => {
  server = await startServerWithFakeMedia();
  nursery = await makeNursery(server.database.db);
  camera = nursery.toddlerCameraId;
  const names = await server.database.db.user.findMany({ select: { id: true, username: true } });
  for (const { id, username } of names) usernames.set(id, username);
  for (const cameraId of [camera, nursery.seniorCameraId, nursery.otherCameraId])
    server.media.setPhase(cameraId, 'live');
});
afterAll(() => server.stop());
beforeEach(() => checkIn(nursery.duoduo.childId));
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close();
  await until('all views are closed', async () => (await openRows()) === 0);
});

const usernames = new Map<string, string>();
const usernameOf = (userId: string) => usernames.get(userId) ?? '';
const openRows = () => server.database.db.viewingSession.count({ where: { endedAt: null } });

async function checkIn(childId: string): Promise<void> {
  const at = new Date();
  const ids = {
    childId: childId as Nursery['duoduo']['childId'],
    classroomId: nursery.toddlerRoomId,
    actorId: nursery.caregiverId,
  };
  await checkInChild(server.database.db, { ...ids, at, day: localDay(at, 'Asia/Shanghai') });
}

async function come(userId: string): Promise<{ person: Person; socket: TestSocket }> {
  const person = await signInAt(server, usernameOf(userId));
  const socket = await connectSocket(server, person.token);
  sockets.push(socket);
  return { person, socket };
}

const open = (socket: TestSocket, cameraId = camera, more: object = {}) =>
  socket.ask<LiveViewOpened>('live:open', { cameraId, canReceive: {}, ...more });
const start = (socket: TestSocket, viewId: string) =>
  socket.ask('live:start', { viewId, dtls: { fingerprints: [{ algorithm: 'sha-256', value: 'AA' }] } });

/** The child's mother, with the picture flowing. */
async function watching() {
  const mother = await come(nursery.duoduo.guardianId);
  const { viewId } = await open(mother.socket);
  await start(mother.socket, viewId);
  expect(server.media.sending).toEqual([viewId]);
  return { ...mother, viewId };
}

const sessionRow = (id: string) => server.database.db.viewingSession.findUniqueOrThrow({ where: { id } });
const refusal = async (asked: Promise<unknown>) => {
  const error: unknown = await asked.catch((reason: unknown) => reason);
  return error instanceof Refused ? error.problem : error;
};

test('a mother whose child is here watches, and it is written down who, which camera and which child made it lawful', async () => {
  const { viewId, socket } = await watching();
  expect(await sessionRow(viewId)).toMatchObject({
    userId: nursery.duoduo.guardianId,
    cameraId: camera,
    childId: nursery.duoduo.childId,
    endedAt: null,
  });
  await socket.ask('live:close', { viewId });
  expect(server.media.sending).toEqual([]);
  await until('the row is closed', async () => (await sessionRow(viewId)).endReason === 'closed-by-viewer');
});

describe('a change of facts ends the running picture and says why', () => {
  const cases: [string, string, (act: Acting) => Promise<unknown>][] = [
    [
      'child-left',
      'check-out',
      ({ caregiver, childId }) => caregiver.call('POST', '/api/attendance/check-outs', tap(childId)),
    ],
    [
      'camera-paused',
      'a private moment',
      ({ caregiver }) => caregiver.call('POST', `/api/cameras/${camera}/pause`, { minutes: 5 }),
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
      ({ admin }) => admin.call('PATCH', `/api/admin/cameras/${camera}`, { isEnabled: false }),
    ],
    ['video-consent-invalid', 'a withdrawn consent', ({ admin, childId }) => consent(admin, childId, 'video', false)],
    ['account-inactive', 'a suspended account', ({ admin, userId }) => suspend(admin, userId, true)],
    [
      'site-live-off',
      'the site’s switch',
      ({ admin }) => admin.call('POST', `/api/admin/sites/${nursery.siteId}/live-view`, { on: false, reason: '整改' }),
    ],
  ];
  test.each(cases)('%s: %s', async (reason, _what, act) => {
    const { viewId, socket } = await watching();
    const answer = await act(await acting());
    expect(answer).toMatchObject({ status: expect.any(Number) });
    expect(server.media.sending).toEqual([]); // before the answer to the change came back
    await hasLength('the viewer is told', socket.ended, 1);
    expect(socket.ended[0]).toMatchObject({ viewId, reason, again: false });
    await until('the row is closed', async () => (await sessionRow(viewId)).endedAt !== null);
  });

  afterEach(restore);

  type Acting = { caregiver: Person; admin: Person; childId: string; userId: string; guardianshipId: string };
  const acting = async (): Promise<Acting> => ({
    caregiver: await signInAt(server, usernameOf(nursery.caregiverId)),
    admin: await signInAt(server, usernameOf(nursery.siteAdminId)),
    childId: nursery.duoduo.childId,
    userId: nursery.duoduo.guardianId,
    guardianshipId: nursery.duoduo.guardianshipId,
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
    const { db } = server.database;
    await db.cameraPause.updateMany({ data: { endedAt: new Date() } });
    await db.guardianship.updateMany({ data: { withdrawnAt: null, custodyBlockedAt: null } });
    await db.viewingDeny.updateMany({ data: { liftedAt: new Date() } });
    await db.camera.updateMany({ data: { isEnabled: true } });
    await db.user.updateMany({ data: { suspendedAt: null } });
    await db.consentEntry.create({ data: { childId: nursery.duoduo.childId, kind: 'video', given: true } });
    await db.site.updateMany({ data: { liveViewBasis: '依据', liveViewOnSince: new Date(0) } });
    server.media.setPhase(camera, 'live');
  }
});

test('an answer that counts says how many running pictures a withdrawal ended', async () => {
  await watching();
  const admin = await signInAt(server, usernameOf(nursery.siteAdminId));
  const path = `/api/admin/guardianships/${nursery.duoduo.guardianshipId}`;
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
  const { viewId, socket } = await watching();
  const elsewhere = await signInAt(server, usernameOf(nursery.duoduo.guardianId));
  expect((await elsewhere.call('DELETE', '/api/sessions')).status).toBe(204);
  expect(server.media.sending).toEqual([]);
  await until('the socket is closed', () => socket.socket.disconnected);
  expect(socket.sessionEnds).toEqual(['signed-out']);
  expect(socket.ended).toMatchObject([{ viewId, reason: 'signed-out' }]);
});

test('a socket that goes takes its views with it', async () => {
  const { viewId, socket } = await watching();
  socket.close();
  await until('the view is closed', () => server.media.views.size === 0);
  await until('the row says so', async () => (await sessionRow(viewId)).endReason === 'socket-closed');
});

describe('refused', () => {
  test('foreign and unknown cameras answer alike', async () => {
    const { socket } = await come(nursery.anan.guardianId); // of the other room
    const foreign = await refusal(open(socket, camera));
    const unknown = await refusal(open(socket, randomUUID()));
    expect(foreign).toMatchObject({ code: 'refused', refusal: { code: 'not-available' } });
    expect({ ...(foreign as object), id: null }).toEqual({ ...(unknown as object), id: null });
    expect(
      await server.database.db.auditEntry.count({
        where: { action: 'view-refused', actorId: nursery.anan.guardianId },
      }),
    ).toBe(2);
    expect(server.media.views.size).toBe(0);
  });

  test('a mother whose child has not come yet is told so by name', async () => {
    const { socket } = await come(nursery.shitou.guardianId);
    expect(await refusal(open(socket))).toMatchObject({
      code: 'refused',
      refusal: { code: 'child-not-arrived', child: expect.any(String) },
    });
  });

  test('an administrator without a reason; with one they watch and it is written down', async () => {
    const { socket } = await come(nursery.siteAdminId);
    expect(await refusal(open(socket))).toMatchObject({ refusal: { code: 'reason-needed' } });
    const { viewId } = await open(socket, camera, { reason: '家长投诉，核对现场' });
    await start(socket, viewId);
    const entry = await server.database.db.auditEntry.findFirst({
      where: { action: 'view-opened', actorId: nursery.siteAdminId },
    });
    expect(entry?.details).toMatchObject({ reason: '家长投诉，核对现场' });
  });

  test('an employer’s administrator is no guardian and no staff', async () => {
    const { socket } = await come(nursery.orgAdminId);
    expect(await refusal(open(socket))).toMatchObject({ refusal: { code: 'not-available' } });
  });

  test('another socket’s view cannot be started or closed, nor one’s own twice', async () => {
    const { viewId, socket } = await watching();
    const other = await come(nursery.duoduo.guardianId);
    expect(await refusal(start(other.socket, viewId))).toMatchObject({ code: 'view-gone' });
    expect(await refusal(other.socket.ask('live:close', { viewId }))).toMatchObject({ code: 'view-gone' });
    expect(await refusal(start(socket, viewId))).toMatchObject({ code: 'view-gone' });
    expect(server.media.sending).toEqual([viewId]);
  });

  test.each<[string, unknown]>([
    ['nothing', null],
    ['a prototype', { cameraId: '__proto__', canReceive: {} }],
    ['a list', []],
    ['an object for an id', { cameraId: { toString: 'x' }, canReceive: {} }],
    ['capabilities that are none', { cameraId: randomUUID(), canReceive: 'all' }],
  ])('malformed input: %s', async (_what, input) => {
    const { socket } = await come(nursery.duoduo.guardianId);
    expect(await refusal(socket.ask('live:open', input))).toMatchObject({ code: 'bad-request' });
    expect(await refusal(socket.ask('live:start', input))).toMatchObject({ code: 'bad-request' });
    expect(await refusal(socket.ask('live:close', input))).toMatchObject({ code: 'bad-request' });
    expect(await refusal(socket.ask('events:since', input))).toMatchObject({ code: 'bad-request' });
  });

  test('a camera that is offline has no picture to offer, and no open row is left', async () => {
    server.media.setPhase(camera, 'offline', 'unreachable');
    const { socket } = await come(nursery.duoduo.guardianId);
    expect(await refusal(open(socket))).toMatchObject({ code: 'camera-offline' });
    expect(await openRows()).toBe(0);
    server.media.setPhase(camera, 'live');
  });
});

describe('leases', () => {
  test('a view that is renewed goes on; one that cannot be decided ends by its lease', async () => {
    const { viewId } = await watching();
    const before = (await sessionRow(viewId)).leaseUntil;
    await until('the lease was renewed', async () => (await sessionRow(viewId)).leaseUntil > before);
    expect(server.media.sending).toEqual([viewId]);

    await server.database.pool.query('ALTER TABLE consent_entry RENAME TO consent_entry_away'); // facts cannot be loaded
    await until('the node ended it by itself', () => server.media.views.size === 0, 12_000);
    await server.database.pool.query('ALTER TABLE consent_entry_away RENAME TO consent_entry');
    await until('the row is closed', async () => (await sessionRow(viewId)).endedAt !== null);
  });

  test('when media restarts, the viewer is told to come again', async () => {
    const { viewId, socket } = await watching();
    server.media.goDown();
    await hasLength('the viewer is told', socket.ended, 1);
    expect(socket.ended[0]).toMatchObject({ viewId, reason: 'media-restarted', again: true });
    expect(await refusal(open(socket))).toMatchObject({ code: 'media-unavailable' });
    server.media.comeUp();
    const again = await open(socket);
    await start(socket, again.viewId);
    expect(server.media.sending).toEqual([again.viewId]);
  });
});

test('the answer’s end is asked again at that moment: closing time ends the view', async () => {
  const { db } = server.database;
  await db.consentEntry.create({
    data: { childId: nursery.duoduo.childId, kind: 'insurance', given: true, validUntil: new Date(Date.now() + 1_500) },
  });
  const { viewId, socket } = await watching();
  await hasLength('the viewer is told', socket.ended, 1);
  expect(socket.ended[0]).toMatchObject({ viewId, reason: 'insurance-invalid' });
  await db.consentEntry.create({ data: { childId: nursery.duoduo.childId, kind: 'insurance', given: true } });
});

test('a withdrawal between the decision and the picture is not missed', async () => {
  const { socket } = await come(nursery.duoduo.guardianId);
  const admin = await signInAt(server, usernameOf(nursery.siteAdminId));
  const path = `/api/admin/guardianships/${nursery.duoduo.guardianshipId}`;
  for (let round = 0; round < 20; round += 1) {
    const opening = open(socket).catch(() => null);
    const withdrawing = admin.call('POST', `${path}/withdraw`, { kind: 'right', reason: '协议' });
    const [opened] = await Promise.all([opening, withdrawing]);
    if (opened) await start(socket, opened.viewId).catch(() => null);
    expect(server.media.views.size).toBe(0);
    await admin.call('POST', `${path}/restore`, { reason: '误点' });
  }
});
