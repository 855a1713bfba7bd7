import { randomBytes } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { parseRtp } from '../../media/ingest/rtp-packet.ts';
import { COMMON_SDP, type CameraScript, ScriptedCamera } from '../support/rtsp/scripted-camera.ts';
import { watchStream, type WatchedStream } from '../support/rtsp/watched-stream.ts';
import { until } from '../support/until.ts';

const LOGIN = { username: 'cam', password: 'pa55"word' };
const opened: WatchedStream[] = [];
const cameras: ScriptedCamera[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ stream }) => stream.close()));
  await Promise.all(cameras.splice(0).map((camera) => camera.close()));
});

async function startCamera(script: CameraScript = {}) {
  const camera = await ScriptedCamera.start(script);
  cameras.push(camera);
  return camera;
}

function watch(...args: Parameters<typeof watchStream>) {
  const watched = watchStream(...args);
  opened.push(watched);
  return watched;
}

const isLive = ({ states }: WatchedStream) => states.at(-1)?.phase === 'live';
const phases = ({ states }: WatchedStream) => states.map(({ phase, fault }) => (fault ? `${phase}: ${fault}` : phase));
/** Steps between sequence numbers, and the longest step back in time. */
const stepsOf = (packets: readonly Buffer[]) =>
  packets.slice(1).map((packet, at) => (packet.readUInt16BE(2) - (packets[at]?.readUInt16BE(2) ?? 0)) & 0xffff);

test.each<[string, CameraScript]>([
  ['without a login', {}],
  ['with digest', { login: { ...LOGIN, offers: ['digest'] } }],
  ['with basic alone', { login: { ...LOGIN, offers: ['basic'] } }],
  ['with basic and digest', { login: { ...LOGIN, offers: ['basic', 'digest'] } }],
  ['whose nonce is good for two requests', { login: { ...LOGIN, offers: ['digest'], requestsPerNonce: 2 } }],
  ['on channels of its own', { channels: [4, 5] }],
  ['with junk between its packets', { between: Buffer.from([0xff, 0, 7, 0x80, 9]) }],
  ['with blank lines between its packets', { between: Buffer.from('\r\n\r\n') }],
  ['without parameter sets in band', { withoutSetsInBand: true }],
  ['over TLS, with a certificate of its own', { isSecure: true, login: { ...LOGIN, offers: ['digest'] } }],
  ['that does not know OPTIONS', { answers: ({ method }) => (method === 'OPTIONS' ? { status: 501 } : undefined) }],
])('a camera %s becomes live', async (_what, script) => {
  const camera = await startCamera(script);
  const watched = watch(camera.url, LOGIN);
  await until('live, with a key frame', () => isLive(watched) && watched.stream.keyFrame() !== null);
  await until('some packets', () => watched.packets.length > 30);
  expect(phases(watched)).toEqual(['live']);
  expect(new Set(stepsOf(watched.packets))).toEqual(new Set([1]));
  expect(watched.packets.every((packet) => parseRtp(packet)?.payloadType === 102)).toBe(true);
  expect(watched.stream.keyFrame()?.annexB.subarray(0, 5).toString('hex')).toBe('0000000167');
});

test('with digest on offer the password is never sent in clear', async () => {
  const camera = await startCamera({ login: { ...LOGIN, offers: ['basic', 'digest'] } });
  const watched = watch(camera.url, LOGIN);
  await until('live', () => isLive(watched));
  expect(camera.requests.filter(({ headers }) => headers.get('authorization')?.startsWith('Basic'))).toEqual([]);
});

test.each([
  ['relative', COMMON_SDP, '/live?channel=1/trackID=0', '/live?channel=1'],
  ['absolute', COMMON_SDP.replace('trackID=0', 'rtsp://10.9.9.9/t/0'), 'rtsp://10.9.9.9/t/0', '/live?channel=1'],
  ['a number', COMMON_SDP.replace('trackID=0', '0'), '/live?channel=1/0', '/live?channel=1'],
  ['absolute for the session', COMMON_SDP.replace(':*', ':rtsp://cam/s/'), 'rtsp://cam/s/trackID=0', 'rtsp://cam/s/'],
])('a control address that is %s is understood', async (_what, sdp, setUp, play) => {
  const camera = await startCamera({ sdp });
  const watched = watch(camera.url);
  await until('live', () => isLive(watched));
  const uriOf = (method: string) => camera.requests.find((request) => request.method === method)?.uri;
  expect(uriOf('SETUP')?.endsWith(setUp)).toBe(true);
  expect(uriOf('PLAY')?.endsWith(play)).toBe(true);
});

test('relative control addresses hang on Content-Base', async () => {
  const headers = { 'Content-Base': 'rtsp://cam/base/' };
  const camera = await startCamera({
    answers: ({ method }) => (method === 'DESCRIBE' ? { status: 200, headers, body: COMMON_SDP } : undefined),
  });
  const watched = watch(camera.url);
  await until('live', () => isLive(watched));
  expect(camera.requests.find(({ method }) => method === 'SETUP')?.uri).toBe('rtsp://cam/base/trackID=0');
});

test('only the picture is asked for, never the sound', async () => {
  const camera = await startCamera();
  const watched = watch(camera.url);
  await until('live', () => isLive(watched));
  expect(camera.methods()).toEqual(['OPTIONS', 'DESCRIBE', 'SETUP', 'PLAY']);
});

test('the session is kept alive in time, with what the camera offers', async () => {
  const camera = await startCamera({ sessionTimeoutSeconds: 1 });
  const watched = watch(camera.url);
  await until('two keep-alives', () => camera.methods().filter((method) => method === 'GET_PARAMETER').length >= 2);
  expect(phases(watched)).toEqual(['live']);
});

test('closing says goodbye, and then no socket is left', async () => {
  const camera = await startCamera();
  const watched = watch(camera.url);
  await until('live', () => isLive(watched));
  await Promise.all([watched.stream.close(), watched.stream.close()]);
  expect(camera.methods().at(-1)).toBe('TEARDOWN');
  await until('no socket', () => camera.openSockets === 0);
  const { length } = watched.packets;
  await watched.stream.close();
  expect(watched.packets).toHaveLength(length);
});

test.each<[string, CameraScript]>([
  ['says nothing', { answers: () => 'silence' }],
  ['sends nothing', { afterPlay: 'silence' }],
  ['refuses the password', { answers: () => ({ status: 401 }) }],
])('closing is quick while a camera %s', async (_what, script) => {
  const camera = await startCamera(script);
  const watched = watch(camera.url, LOGIN);
  await until('a request', () => camera.requests.length > 0);
  await watched.stream.close();
  await until('no socket', () => camera.openSockets === 0);
});

test('a camera that hangs is stalled at once, and comes back in the same stream', async () => {
  const camera = await startCamera();
  const watched = watch(camera.url);
  await until('live', () => isLive(watched));
  camera.isFrozen = true;
  await until('stalled', () => watched.states.at(-1)?.phase === 'stalled', 5_000);
  expect(watched.states.at(-1)?.fault).toBe('went-silent');
  expect(watched.stream.gop.packets).toEqual([]);
  const before = watched.packets.length;
  camera.isFrozen = false;
  await until('live again', () => isLive(watched));
  await until('packets again', () => watched.packets.length > before + 20);
  expect(new Set(stepsOf(watched.packets))).toEqual(new Set([1]));
  const [last, next] = watched.packets.slice(before - 1);
  const ticks = ((next?.readUInt32BE(4) ?? 0) - (last?.readUInt32BE(4) ?? 0)) | 0;
  expect(ticks / 90).toBeGreaterThan(2_000);
  expect(ticks / 90).toBeLessThan(60_000);
});

test('a camera that was unplugged and is plugged in again is live within 3 s, unasked', async () => {
  const camera = await startCamera();
  const watched = watch(camera.url);
  await until('live', () => isLive(watched));
  const { port } = camera;
  await camera.close();
  await until('not live', () => !isLive(watched));
  expect(phases(watched)[1]).toBe('stalled: closed-by-camera');
  await until('offline', () => watched.states.at(-1)?.phase === 'offline');
  expect(watched.states.at(-1)?.fault).toBe('unreachable');
  await startCamera({ port });
  await until('live again', () => isLive(watched), 3_000);
});

test('a wrong password makes it offline at once, and is not tried again soon', async () => {
  const camera = await startCamera({ login: { ...LOGIN, offers: ['digest'] } });
  const watched = watch(camera.url, { ...LOGIN, password: 'guess' });
  await until('offline', () => watched.states.length > 0);
  expect(phases(watched)).toEqual(['offline: wrong-password']);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(camera.connections).toBe(1);
});

test('a camera that never sends a key frame shows nothing', async () => {
  const camera = await startCamera({ afterPlay: 'no-key-frames' });
  const watched = watch(camera.url);
  await until('PLAY', () => camera.methods().includes('PLAY'));
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(watched.packets).toEqual([]);
  expect(watched.states).toEqual([]);
});

test('no line of the log holds an address, a name or a password', async () => {
  const camera = await startCamera({ login: { ...LOGIN, offers: ['digest'] } });
  const watched = watch(camera.url, LOGIN);
  await until('live', () => isLive(watched));
  camera.hangUp();
  await until('a warning', () => watched.logged().includes('connection ended'));
  expect(watched.logged()).not.toMatch(/127\.0\.0|rtsp:|channel=1|cam"|pa55/);
});

test('a stream of rubbish neither throws nor fills the memory', async () => {
  const sessions = new Set<NodeJS.Timeout>();
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n');
    const timer = setInterval(() => socket.write(randomBytes(200_000)), 5);
    sessions.add(timer);
    socket.on('close', () => clearInterval(timer));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const watched = watch(`rtsp://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const before = process.memoryUsage().rss;
  await until('a second attempt', () => sessions.size >= 2);
  await watched.stream.close();
  expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000);
  expect(watched.packets).toEqual([]);
  server.close();
});
