import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { wantedCameras } from '../../server/cameras/wanted-cameras.ts';
import type { CameraView } from '../../server/contract/cameras.ts';
import { openCare, type Care } from '../support/care.ts';
import { makeRunningView } from '../support/nursery.ts';
import { outcome } from '../support/office.ts';
import { problemOf } from '../support/problem-of.ts';

type Asker = Awaited<ReturnType<Care['as']>>;
const PASSWORD = 'Geheim-7;$(id)"';
const SECRETS = ['10.20.30.40', 'Geheim-7', 'kamera-konto', 'h264-pfad'];
const ADDRESS = {
  main: 'rtsp://10.20.30.40:8554/h264-pfad?channel=1',
  sub: 'rtsp://10.20.30.40:8554/h264-pfad?channel=2',
  username: 'kamera-konto',
  password: PASSWORD,
};

let care: Care;
let admin: Asker;
beforeAll(async () => {
  care = await openCare();
  await care.db.site.updateMany({ data: { cameraNetworks: ['10.20.0.0/16'] } });
});
beforeEach(async () => {
  admin = await care.as(care.nursery.siteAdminId);
  care.rechecked.length = 0;
});
afterAll(async () => {
  // The whole file's answers, log lines, audit and events, attacks and errors included.
  const rows = await Promise.all([care.db.auditEntry.findMany(), care.db.event.findMany()]);
  const bigints = (_key: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);
  const everything = [...care.said, JSON.stringify(rows, bigints)].join('\n');
  await care.close();
  expect(SECRETS.filter((secret) => everything.includes(secret))).toEqual([]);
  expect(everything.match(/rtsps?:\/\/\w+/g)).toBeNull();
  expect(everything.length).toBeGreaterThan(1_000);
});

const camera = (more: object = {}) => ({
  classroomId: care.nursery.toddlerRoomId,
  name: '小雨滴班 门口',
  areaKind: 'classroom',
  address: ADDRESS,
  ...more,
});
const add = (by: Asker, more: object = {}) => by.post('/api/admin/cameras', camera(more));
const added = async () => (await add(admin).expect(200)).body as CameraView;
const list = async (by: Asker, siteId = care.nursery.siteId) =>
  (await by.get(`/api/admin/cameras?siteId=${siteId}`).expect(200)).body as CameraView[];
const eventsOf = async (cameraId: string) =>
  (await care.db.event.findMany({ where: { cameraId }, orderBy: { id: 'asc' } })).map(({ type }) => type);
const auditOf = async (cameraId: string) =>
  (await care.db.auditEntry.findMany({ where: { cameraId }, orderBy: { id: 'asc' } })).map(({ action }) => action);

test('an added camera is sealed in the database, wanted by media, and seen without its address', async () => {
  const view = await added();
  expect(view).toMatchObject({
    name: '小雨滴班 门口',
    classroomName: '小雨滴班',
    isEnabled: true,
    hasSubStream: true,
    phase: 'connecting',
  });
  expect(Object.keys(view)).not.toEqual(expect.arrayContaining(['sources']));
  const row = await care.db.camera.findUniqueOrThrow({ where: { id: view.cameraId } });
  const stored = Buffer.from(row.sources).toString('latin1');
  for (const secret of SECRETS) expect(stored).not.toContain(secret);
  expect(care.media.cameras.get(view.cameraId)).toEqual({
    cameraId: view.cameraId,
    main: { url: ADDRESS.main, username: ADDRESS.username, password: PASSWORD },
    sub: { url: ADDRESS.sub, username: ADDRESS.username, password: PASSWORD },
    allowedNetworks: ['10.20.0.0/16'],
  });
  expect(await eventsOf(view.cameraId)).toEqual(['access:changed']);
  expect(await auditOf(view.cameraId)).toEqual(['camera-added']);
  expect(care.rechecked).toEqual([{ cameraId: view.cameraId }]);
});

test.each(['nursing_room', 'toilet', 'changing_room'])(
  'a camera in a %s is refused: the law forbids it',
  async (areaKind) => {
    const before = await care.db.camera.count();
    const answer = await add(admin, { areaKind });
    expect([answer.status, outcome(answer)]).toEqual([422, 'camera-area-forbidden']);
    expect(await care.db.camera.count()).toBe(before);
  },
);

test.each([
  ['CVE-2026-25643: a command as an address', 'exec:rtsp;$(reboot)', 'scheme'],
  ['FFmpeg: a pipe', 'pipe:0', 'scheme'],
  ['SSRF: loopback in decimal', 'rtsp://h264-pfad@2130706433/', 'network'],
  ['SSRF: the metadata service', 'rtsp://169.254.169.254/latest/h264-pfad', 'network'],
  ['an address outside of the camera networks', 'rtsp://10.21.0.1/h264-pfad', 'network'],
  ['CRLF: a second request inside the address', 'rtsp://10.20.30.40/h264-pfad\r\nSETUP x', 'control-characters'],
])('attack: %s is refused, and the refusal does not repeat it', async (_title, main, why) => {
  const answer = await add(admin, { address: { ...ADDRESS, main } });
  expect([answer.status, outcome(answer)]).toEqual([422, 'camera-address-refused']);
  expect(problemOf(answer).fields).toEqual({ 'address.main': why });
});

test('attack: an address of 10 kB, NUL in a name, objects for text – all malformed, and none repeated', async () => {
  for (const more of [
    { address: { ...ADDRESS, main: `rtsp://10.20.30.40/${'h264-pfad'.repeat(1_200)}` } },
    { address: { ...ADDRESS, main: { toString: 'h264-pfad' } } },
    { address: 'rtsp://10.20.30.40/h264-pfad' },
    { name: ['h264-pfad'] },
    { name: '' },
    { name: 'h264-pfad'.repeat(20) },
    { areaKind: '__proto__' },
    { classroomId: 'constructor' },
  ]) {
    const answer = await add(admin, more);
    expect([answer.status, outcome(answer)]).toEqual([400, 'bad-request']);
  }
});

test('ZoneMinder CVE-2026-102608: a camera’s name with shell characters, quotes, markup and a leading dash is only a name', async () => {
  const name = `-rf;$(id)\`x\`"'<b>|&`;
  const view = (await add(admin, { name }).expect(200)).body as CameraView;
  expect(view.name).toBe(name);
  const changed = await admin.patch(`/api/admin/cameras/${view.cameraId}`, { name: `${name}2` }).expect(200);
  expect((changed.body as CameraView).name).toBe(`${name}2`);
});

test('NUL in a name is refused as malformed, not as a fault of ours', async () => {
  expect(outcome(await add(admin, { name: 'a\0b' }))).toBe('bad-request');
});

test('the switch or the address as it is again leaves a working camera live; a disabled one with another stays offline', async () => {
  const { cameraId } = await added();
  const change = async (body: object) =>
    (await admin.patch(`/api/admin/cameras/${cameraId}`, body).expect(200)).body as CameraView;
  await care.db.camera.update({ where: { id: cameraId }, data: { phase: 'live' } });
  const { sources } = await care.db.camera.findUniqueOrThrow({ where: { id: cameraId } });

  expect(await change({ isEnabled: true })).toMatchObject({ phase: 'live' });
  expect(await change({ address: ADDRESS })).toMatchObject({ phase: 'live' });
  expect((await care.db.camera.findUniqueOrThrow({ where: { id: cameraId } })).sources).toEqual(sources);
  expect(await change({ address: { ...ADDRESS, sub: null } })).toMatchObject({ phase: 'connecting' });
  expect(await change({ isEnabled: false })).toMatchObject({ phase: 'offline' });
  expect(await change({ address: ADDRESS })).toMatchObject({ phase: 'offline', isEnabled: false });
});

test('switching a camera off takes it from media and has its views decided; on again it starts unseen', async () => {
  const { cameraId } = await added();
  care.rechecked.length = 0;
  const off = (await admin.patch(`/api/admin/cameras/${cameraId}`, { isEnabled: false }).expect(200))
    .body as CameraView;
  expect([off.isEnabled, off.phase, care.media.cameras.has(cameraId)]).toEqual([false, 'offline', false]);
  expect(care.rechecked).toEqual([{ cameraId }]);
  const on = (await admin.patch(`/api/admin/cameras/${cameraId}`, { isEnabled: true }).expect(200)).body as CameraView;
  expect([on.isEnabled, on.phase, care.media.cameras.has(cameraId)]).toEqual([true, 'connecting', true]);
  expect(await auditOf(cameraId)).toEqual(['camera-added', 'camera-changed', 'camera-changed']);
});

test('a new address replaces the old one whole; a refused one changes nothing', async () => {
  const { cameraId } = await added();
  const change = (main: string, more: object = {}) =>
    admin.patch(`/api/admin/cameras/${cameraId}`, { name: '新名字', address: { main, ...more } });
  expect(outcome(await change('rtsp://10.99.0.1/h264-pfad'))).toBe('camera-address-refused');
  expect(care.media.cameras.get(cameraId)?.main.url).toBe(ADDRESS.main);
  expect((await list(admin)).find((row) => row.cameraId === cameraId)?.name).toBe('小雨滴班 门口');
  const view = (await change('rtsp://10.20.30.41/h264-pfad', { password: PASSWORD }).expect(200)).body as CameraView;
  expect([view.name, view.hasSubStream]).toEqual(['新名字', false]);
  expect(care.media.cameras.get(cameraId)).toMatchObject({
    main: { url: 'rtsp://10.20.30.41/h264-pfad', username: '', password: PASSWORD },
    sub: null,
  });
});

test('a removed camera is gone for media and lists, its views are counted and its past stays, without its address', async () => {
  const { cameraId } = await added();
  const running = { cameraId, childId: null, now: care.clock.now };
  await makeRunningView(care.db, { ...running, userId: care.nursery.duoduo.guardianId });
  expect((await list(admin)).find((row) => row.cameraId === cameraId)).toMatchObject({
    viewsNow: 1,
    staffViewsNow: 0,
    hasBeenLive: false,
  });
  await makeRunningView(care.db, { ...running, userId: care.nursery.caregiverId, viewedAs: 'staff' });
  expect((await list(admin)).find((row) => row.cameraId === cameraId)).toMatchObject({ viewsNow: 2, staffViewsNow: 1 });
  expect((await admin.delete(`/api/admin/cameras/${cameraId}`).expect(200)).body).toEqual({ endedViews: 1 });
  expect(care.media.cameras.has(cameraId)).toBe(false);
  expect((await list(admin)).map((row) => row.cameraId)).not.toContain(cameraId);
  expect(outcome(await admin.delete(`/api/admin/cameras/${cameraId}`))).toBe('not-found');
  const row = await care.db.camera.findUniqueOrThrow({ where: { id: cameraId }, include: { views: true } });
  expect([row.removedAt, row.sources.length, row.views.length]).toEqual([care.clock.now, 0, 2]);
});

test('a camera whose secrets do not open is listed, left out of media and logged by its id; the others go on', async () => {
  const good = await added();
  const { cameraId } = await added();
  const { sources } = await care.db.camera.findUniqueOrThrow({ where: { id: good.cameraId } });
  await care.db.camera.update({ where: { id: cameraId }, data: { sources } }); // copied: bound to the other camera
  const wanted = await wantedCameras(care);
  expect(wanted.map((source) => source.cameraId)).toContain(good.cameraId);
  expect(wanted.map((source) => source.cameraId)).not.toContain(cameraId);
  expect((await list(admin)).find((row) => row.cameraId === cameraId)).toMatchObject({ hasSubStream: false });
  expect(care.said.some((line) => line.includes(cameraId) && line.includes('do not open'))).toBe(true);
  await care.db.camera.update({ where: { id: cameraId }, data: { removedAt: care.clock.now } });
});

test('media out of reach costs no change: the camera is stored, and wanted when media is back', async () => {
  const told = care.media.setCameras.bind(care.media);
  care.media.setCameras = () => Promise.reject(new Error('out of reach'));
  const view = await added();
  care.media.setCameras = told;
  expect((await wantedCameras(care)).map(({ cameraId }) => cameraId)).toContain(view.cameraId);
});

test('who may not change cameras: foreign and unknown ids answer alike, by every verb', async () => {
  const { cameraId } = await added();
  const { otherSiteAdminId, caregiverId, inspectorId, orgAdminId, duoduo, otherRoomId } = care.nursery;
  const stranger = await care.as(otherSiteAdminId);
  const unknown = randomUUID();
  for (const id of [cameraId, unknown]) {
    expect(outcome(await stranger.patch(`/api/admin/cameras/${id}`, { isEnabled: false }))).toBe('not-found');
    expect(outcome(await stranger.delete(`/api/admin/cameras/${id}`))).toBe('not-found');
  }
  for (const classroomId of [care.nursery.toddlerRoomId, unknown]) {
    expect(outcome(await add(stranger, { classroomId }))).toBe('not-found');
  }
  for (const siteId of [care.nursery.siteId, unknown]) {
    expect(outcome(await stranger.get(`/api/admin/cameras?siteId=${siteId}`))).toBe('not-found');
    expect(outcome(await stranger.post('/api/admin/cameras/probe', { siteId, address: ADDRESS }))).toBe('not-found');
  }
  for (const userId of [caregiverId, inspectorId, orgAdminId, duoduo.guardianId]) {
    const by = await care.as(userId);
    expect(outcome(await add(by))).toBe('forbidden');
    expect(outcome(await by.delete(`/api/admin/cameras/${cameraId}`))).toBe('forbidden');
  }
  expect(
    outcome(await (await care.tablet(otherRoomId, null)).get(`/api/admin/cameras?siteId=${care.nursery.otherSiteId}`)),
  ).toBe('forbidden');
  expect(await list(await care.as(inspectorId))).not.toHaveLength(0);
});

test('wrong ids are malformed: __proto__, constructor, a number, none', async () => {
  for (const id of ['__proto__', 'constructor', '1', 'null']) {
    expect((await admin.patch(`/api/admin/cameras/${id}`, { isEnabled: false })).status).toBe(400);
    expect((await admin.delete(`/api/admin/cameras/${id}`)).status).toBe(400);
  }
  expect((await admin.get('/api/admin/cameras')).status).toBe(400);
  expect((await admin.get('/api/admin/cameras?siteId=a&siteId=b')).status).toBe(400);
});

const probe = (by: Asker, address: object = ADDRESS) =>
  by.post('/api/admin/cameras/probe', { siteId: care.nursery.siteId, address });
const STREAM = {
  codec: 'H264' as const,
  profileLevelId: '4d001f',
  widthPx: 1280,
  heightPx: 720,
  framesPerSecond: 25,
  bitsPerSecond: 2e6,
  keyFrameEverySeconds: 2,
};

test('a probe answers with what was seen and a picture, or with the fault; never with where it looked', async () => {
  care.media.probeReport = {
    ok: true,
    main: STREAM,
    sub: null,
    advice: ['no-sub-stream'],
    hasSound: true,
    clockOffsetSeconds: -42,
    picture: Uint8Array.from([255, 216, 255]),
  };
  const good = await probe(admin).expect(200);
  expect(good.body).toMatchObject({
    ok: true,
    main: { widthPx: 1280 },
    advice: ['no-sub-stream'],
    picture: 'data:image/jpeg;base64,/9j/',
  });
  care.media.probeReport = { ok: false, stream: 'main', fault: 'wrong-password' };
  expect((await probe(admin).expect(200)).body).toEqual({ ok: false, stream: 'main', fault: 'wrong-password' });
  expect(await care.db.camera.count({ where: { name: 'probe' } })).toBe(0);
});

test('a probe while media is away says so', async () => {
  care.media.goDown();
  const answer = await probe(admin);
  care.media.comeUp();
  expect([answer.status, outcome(answer)]).toEqual([503, 'media-unavailable']);
});

test('floods: probes are limited per person, say when to come back, and hold for nobody else', async () => {
  const busy = await care.as(care.nursery.operatorAdminId);
  const answers: string[] = [];
  for (let index = 0; index < 11; index += 1) answers.push(outcome(await probe(busy)));
  expect(answers).toEqual([...Array<string>(10).fill('ok'), 'too-many-tries']);
  const refused = await probe(busy);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(outcome(await probe(admin))).toBe('ok');
});
