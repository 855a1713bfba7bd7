import { createServer } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import type { CameraFault } from '../../media/contract.ts';
import { probeStream } from '../../media/ingest/probe-camera.ts';
import { type CameraScript, COMMON_SDP, ScriptedCamera } from '../support/rtsp/scripted-camera.ts';
import { LOOPBACK } from '../support/rtsp/watched-stream.ts';

const cameras: ScriptedCamera[] = [];
afterEach(async () => {
  await Promise.all(cameras.splice(0).map((camera) => camera.close()));
});

async function faultOf(script: CameraScript, login = { username: 'u', password: 'p' }) {
  const camera = await ScriptedCamera.start(script);
  cameras.push(camera);
  const probed = await probeStream({ url: camera.url, ...login }, LOOPBACK, 300);
  return { fault: probed.ok ? null : probed.fault, camera };
}

const videoAs = (codec: string) => COMMON_SDP.replace('H264/90000', `${codec}/90000`);
const rightLogin = { username: 'u', password: 'p', offers: ['digest'] } as const;

test.each<[CameraFault, string, CameraScript]>([
  ['wrong-password', 'answers 401 twice', { login: { ...rightLogin, password: 'another' } }],
  ['path-not-found', 'answers 404', { answers: ({ method }) => (method === 'DESCRIBE' ? { status: 404 } : undefined) }],
  ['refused-by-camera', 'answers 503', { answers: ({ method }) => (method === 'SETUP' ? { status: 503 } : undefined) }],
  ['no-video', 'has sound only', { sdp: COMMON_SDP.replace('m=video', 'm=application') }],
  ['no-video', 'describes itself with rubbish', { sdp: '<html>' }],
  ['codec-h265', 'sends H.265', { sdp: videoAs('H265') }],
  ['codec-unsupported', 'sends JPEG', { sdp: videoAs('JPEG') }],
  ['codec-unsupported', 'names its codec with a number', { sdp: videoAs('26') }],
  ['closed-by-camera', 'hangs up at once', { answers: () => 'hang-up' }],
  ['closed-by-camera', 'hangs up after PLAY', { afterPlay: 'hang-up' }],
  ['no-answer', 'accepts and says nothing', { answers: () => 'silence' }],
  ['went-silent', 'answers PLAY and sends nothing', { afterPlay: 'silence' }],
  ['went-silent', 'sends only what was not asked for', { afterPlay: 'audio-only' }],
  ['not-rtsp', 'speaks HTTP', { answers: () => ({ raw: 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n' }) }],
  ['not-rtsp', 'speaks SSH', { answers: () => ({ raw: 'SSH-2.0-dropbear_2022.83\r\n' }) }],
])('%s: a camera that %s', async (expected, _what, script) => {
  expect((await faultOf(script)).fault).toBe(expected);
});

test.each(['rtsp://127.0.0.1:1/', 'rtsp://169.254.169.254/latest/meta-data', 'itself'])(
  'FFmpeg CVE-2026-107698: a redirect to %s is not followed',
  async (target) => {
    const location = (uri: string) => (target === 'itself' ? uri : target);
    const { fault, camera } = await faultOf({
      answers: ({ method, uri }) =>
        method === 'DESCRIBE' ? { status: 302, headers: { Location: location(uri) } } : undefined,
    });
    expect(fault).toBe('redirected');
    expect(camera.connections).toBe(1);
  },
);

test('a REDIRECT that the camera sends by itself is not followed either', async () => {
  const { fault } = await faultOf({
    answers: () => ({ raw: 'REDIRECT rtsp://x/ RTSP/1.0\r\nCSeq: 1\r\nLocation: rtsp://127.0.0.1:1/\r\n\r\n' }),
  });
  expect(fault).toBe('redirected');
});

test('a wrong password costs two requests and nothing more', async () => {
  const { camera } = await faultOf({ login: { ...rightLogin, password: 'another' } });
  expect(camera.methods()).toEqual(['OPTIONS', 'OPTIONS']);
  expect(camera.connections).toBe(1);
});

test('nothing listens there: unreachable', async () => {
  const camera = await ScriptedCamera.start();
  const { url } = camera;
  await camera.close();
  expect(await probeStream({ url, username: '', password: '' }, LOOPBACK, 300)).toEqual({
    ok: false,
    fault: 'unreachable',
  });
});

test('an address outside of the camera networks is never dialled', async () => {
  let dialled = 0;
  const server = createServer(() => (dialled += 1)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  for (const host of ['127.0.0.1', 'localhost', '2130706433', '0177.0.0.1', '[::ffff:127.0.0.1]', '0.0.0.0']) {
    const url = `rtsp://${host}:${port}/`;
    const refused = { ok: false, fault: 'address-refused' };
    expect(await probeStream({ url, username: '', password: '' }, ['10.0.0.0/8', '0.0.0.0/0'], 300)).toEqual(refused);
    expect(await probeStream({ url, username: '', password: '' }, [], 300)).toEqual(refused);
  }
  expect(dialled).toBe(0);
  server.close();
});

test('TLS on one side only is told as a fault of the camera', async () => {
  for (const isSecure of [true, false]) {
    const camera = await ScriptedCamera.start({ isSecure });
    cameras.push(camera);
    const url = camera.url.replace(/^rtsps?/, isSecure ? 'rtsp' : 'rtsps');
    const probed = await probeStream({ url, username: '', password: '' }, LOOPBACK, 300);
    expect(probed).toEqual({
      ok: false,
      fault: isSecure ? expect.stringMatching(/not-rtsp|closed-by-camera/) : 'no-answer',
    });
  }
});

test('what is no rtsp address is told without dialling', async () => {
  const source = { url: 'http://127.0.0.1/', username: '', password: '' };
  expect(await probeStream(source, LOOPBACK, 300)).toEqual({ ok: false, fault: 'address-malformed' });
});
