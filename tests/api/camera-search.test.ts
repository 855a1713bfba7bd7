import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { ProbeReport } from '#media';
import type { CameraView } from '../../server/contract/cameras.ts';
import { openCare, type Care } from '../support/care.ts';
import { outcome } from '../support/office.ts';
import { problemOf } from '../support/problem-of.ts';

type Asker = Awaited<ReturnType<Care['as']>>;
const NETWORKS = ['10.20.30.0/24'];
const ACCOUNT = { username: 'kamera-konto', password: 'Geheim-7;$(id)"' };
const ADDRESS = { main: 'rtsp://10.20.30.40/h264-pfad', sub: null, ...ACCOUNT };
const SERVICE = 'http://10.20.30.41/onvif/device_service';
const SECRETS = ['Geheim-7', 'kamera-konto', 'h264-pfad'];
const STREAM = {
  codec: 'H264' as const,
  profileLevelId: '4d001f',
  widthPx: 1280,
  heightPx: 720,
  framesPerSecond: 25,
  bitsPerSecond: 2e6,
  keyFrameEverySeconds: 4,
};
const SEEN: Extract<ProbeReport, { ok: true }> = {
  ok: true,
  main: STREAM,
  sub: null,
  advice: ['key-frames-rare', 'no-sub-stream'],
  hasSound: true,
  clockOffsetSeconds: 3,
  picture: Uint8Array.from([255, 216, 255]),
};

let care: Care;
let admin: Asker;
beforeAll(async () => {
  care = await openCare();
});
beforeEach(async () => {
  await care.db.site.updateMany({ data: { cameraNetworks: NETWORKS } });
  await care.pool.query('DELETE FROM rate_limit');
  admin = await care.as(care.nursery.siteAdminId);
  care.media.devices = [];
  care.media.logins.length = 0;
  care.media.probeReport = SEEN;
});
afterAll(async () => {
  const rows = await Promise.all([
    care.db.auditEntry.findMany(),
    care.db.event.findMany(),
    care.db.camera.findMany({ select: { name: true, probe: true } }),
  ]);
  const bigints = (_key: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);
  const everything = [...care.said, JSON.stringify(rows, bigints)].join('\n');
  await care.close();
  expect(SECRETS.filter((secret) => everything.includes(secret))).toEqual([]);
});

const siteId = () => care.nursery.siteId;
const search = (by: Asker = admin, at: string = siteId()) => by.post('/api/admin/cameras/search', { siteId: at });
const streams = (more: object = {}, by: Asker = admin) =>
  by.post('/api/admin/cameras/streams', { siteId: siteId(), service: SERVICE, ...ACCOUNT, ...more });
const probe = (address: object = ADDRESS) => admin.post('/api/admin/cameras/probe', { siteId: siteId(), address });
const add = async (more: object = {}) => {
  const camera = { classroomId: care.nursery.toddlerRoomId, areaKind: 'classroom', name: `门口 ${randomUUID()}` };
  return (await admin.post('/api/admin/cameras', { ...camera, address: ADDRESS, ...more }).expect(200))
    .body as CameraView;
};
const lookAgain = (cameraId: string, by: Asker = admin) => by.post(`/api/admin/cameras/${cameraId}/probe`, {});
const listed = async (cameraId: string) =>
  ((await admin.get(`/api/admin/cameras?siteId=${siteId()}`).expect(200)).body as CameraView[]).find(
    (camera) => camera.cameraId === cameraId,
  );

test('a search names what answered and which of it the site has already, and is written into the audit', async () => {
  const { name } = await add();
  care.media.devices = [
    { address: '10.20.30.40', service: 'http://10.20.30.40/onvif/device_service', name: '<b>Tür</b>', model: null },
    { address: '10.20.30.41', service: SERVICE, name: null, model: 'KW-2300' },
  ];
  expect((await search().expect(200)).body).toEqual({
    ok: true,
    cameras: [
      expect.objectContaining({ address: '10.20.30.40', name: '<b>Tür</b>', registeredAs: [name] }),
      expect.objectContaining({ address: '10.20.30.41', model: 'KW-2300', registeredAs: [] }),
    ],
  });
  const [entry] = await care.db.auditEntry.findMany({ where: { action: 'cameras-searched' } });
  expect(entry).toMatchObject({ siteId: siteId(), actorId: care.nursery.siteAdminId, details: { found: 2 } });
});

test.each([
  ['no-networks', []],
  ['networks-too-wide', ['10.20.0.0/16']],
  ['networks-too-wide', ['10.20.0.0/22', '10.20.8.0/24']],
])('a search answers %s for %j, and nobody is asked', async (why, cameraNetworks) => {
  await care.db.site.updateMany({ data: { cameraNetworks } });
  care.media.devices = [{ address: '10.20.30.41', service: SERVICE, name: null, model: null }];
  expect((await search().expect(200)).body).toEqual({ ok: false, why });
});

test('floods: searches are limited per person and hold for nobody else', async () => {
  const outcomes: string[] = [];
  for (let index = 0; index < 4; index += 1) outcomes.push(outcome(await search()));
  expect(outcomes).toEqual(['ok', 'ok', 'ok', 'too-many-tries']);
  expect(outcome(await search(await care.as(care.nursery.operatorAdminId)))).toBe('ok');
});

test('the streams of a camera that was found come with its account, and the account does not come back', async () => {
  const found = { ok: true as const, main: 'rtsp://10.20.30.41:554/main', sub: 'rtsp://10.20.30.41:554/sub' };
  care.media.onvifReport = found;
  expect((await streams().expect(200)).body).toEqual(found);
  expect(care.media.logins).toEqual([{ service: SERVICE, ...ACCOUNT, allowedNetworks: NETWORKS }]);
  care.media.onvifReport = { ok: false, fault: 'wrong-password' };
  expect((await streams().expect(200)).body).toEqual({ ok: false, fault: 'wrong-password' });
});

test.each([
  ['loopback', 'http://127.0.0.1/onvif', 'network'],
  ['loopback in decimal', 'http://2130706433/onvif', 'network'],
  ['loopback in octal', 'http://0177.0.0.1/onvif', 'network'],
  ['IPv6-mapped loopback', 'http://[::ffff:127.0.0.1]/onvif', 'network'],
  ['the metadata service', 'http://169.254.169.254/latest/meta-data', 'network'],
  ['everybody', 'http://0.0.0.0/', 'network'],
  ['an address outside of the networks', 'http://10.20.31.41/', 'network'],
  ['a name, which may answer differently the next time', 'http://camera.example/', 'host'],
  ['localhost', 'http://localhost/', 'host'],
  ['another scheme', 'file:///etc/passwd', 'scheme'],
  ['a second request in the address', 'http://10.20.30.41/\r\nX-A: b', 'control-characters'],
  ['a login in the address', 'http://a:b@10.20.30.41/', 'malformed'],
])('SSRF: %s is refused as the place of a camera, and nobody is asked', async (_, service, what) => {
  const answer = await streams({ service });
  expect(outcome(answer)).toBe('camera-address-refused');
  expect(problemOf(answer).fields).toEqual({ 'address.service': what });
  expect(care.media.logins).toEqual([]);
});

test('what was seen before storing is kept with the camera; another address has not been looked at', async () => {
  await probe().expect(200);
  const { cameraId, look, lookedAt } = await add();
  expect(look).toMatchObject({ ok: true, main: { keyFrameEverySeconds: 4 }, advice: SEEN.advice });
  expect(look).not.toHaveProperty('picture');
  expect(lookedAt).toBe(care.clock.now.toISOString());
  const moved = { address: { ...ADDRESS, main: 'rtsp://10.20.30.42/h264-pfad' } };
  await admin.patch(`/api/admin/cameras/${cameraId}`, moved).expect(200);
  expect(await listed(cameraId)).toMatchObject({ look: null, lookedAt: null });
});

test('what was seen with another account, or long ago, is not of this camera', async () => {
  await probe({ ...ADDRESS, password: 'another' }).expect(200);
  expect((await add({ address: { ...ADDRESS, main: 'rtsp://10.20.30.43/h264-pfad' } })).look).toBeNull();
  await probe({ ...ADDRESS, main: 'rtsp://10.20.30.44/h264-pfad' }).expect(200);
  care.wait(11 * 60_000);
  admin = await care.as(care.nursery.siteAdminId);
  expect((await add({ address: { ...ADDRESS, main: 'rtsp://10.20.30.44/h264-pfad' } })).look).toBeNull();
});

test('a second look uses the stored account, is stored with its time, and answers with a picture', async () => {
  const { cameraId } = await add();
  care.wait(60_000);
  care.media.probeReport = { ...SEEN, advice: [] };
  expect((await lookAgain(cameraId).expect(200)).body).toMatchObject({
    ok: true,
    advice: [],
    picture: 'data:image/jpeg;base64,/9j/',
  });
  expect(await listed(cameraId)).toMatchObject({
    look: { ok: true, advice: [] },
    lookedAt: care.clock.now.toISOString(),
  });
  care.media.probeReport = { ok: false, stream: 'main', fault: 'codec-h265' };
  await lookAgain(cameraId).expect(200);
  expect((await listed(cameraId))?.look).toEqual({ ok: false, stream: 'main', fault: 'codec-h265' });
  const actions = await care.db.auditEntry.findMany({ where: { cameraId, action: 'camera-looked-at' } });
  expect(actions.map(({ details }) => details)).toEqual([{ isSeen: true }, { isSeen: false }]);
});

test('a camera that moved while it was looked at keeps no look of its old address', async () => {
  const { cameraId } = await add();
  const look = care.media.probe.bind(care.media);
  care.media.probe = async () => {
    const moved = { address: { ...ADDRESS, main: 'rtsp://10.20.30.45/h264-pfad' } };
    await admin.patch(`/api/admin/cameras/${cameraId}`, moved).expect(200);
    return look();
  };
  const answer = await lookAgain(cameraId);
  care.media.probe = look;
  expect(outcome(answer)).toBe('conflict');
  expect((await listed(cameraId))?.look).toBeNull();
});

test('search, streams and second look while media is away say so', async () => {
  const { cameraId } = await add();
  care.media.goDown();
  const answers = [await search(), await streams(), await lookAgain(cameraId)].map(outcome);
  care.media.comeUp();
  expect(answers).toEqual(Array(3).fill('media-unavailable'));
});
