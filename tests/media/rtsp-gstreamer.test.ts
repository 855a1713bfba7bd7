import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { probeCamera } from '../../media/ingest/probe-camera.ts';
import { startGstCamera, type GstCamera } from '../../scripts/gst-camera/gst-camera.ts';
import { LOOPBACK, watchStream } from '../support/rtsp/watched-stream.ts';
import { until } from '../support/until.ts';

/** No ONVIF device listens there. */
const NOBODY = 9;
let camera: GstCamera;
beforeAll(async () => {
  camera = await startGstCamera();
}, 180_000);
afterAll(() => camera.kill());

const sourceOf = (stream: 'main' | 'sub', password = camera.password) => ({
  url: camera.urlOf(stream),
  username: camera.username,
  password,
});

/** A frame's number, out of the barcode in a picture of 16 grey cells. */
async function numberIn(annexB: Buffer): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'kanwa-key-frame-'));
  try {
    await writeFile(join(folder, 'key.h264'), annexB);
    const bars = 'crop=iw:ih*32/720:0:0,scale=16:1:flags=area,format=gray';
    const args = ['-v', 'error', '-i', join(folder, 'key.h264'), '-frames:v', '1', '-vf', bars, '-f', 'rawvideo', '-'];
    const { stdout } = await promisify(execFile)('ffmpeg', args, { encoding: 'buffer' });
    return stdout.reduce((number, grey) => number * 2 + (grey > 127 ? 1 : 0), 0);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('what is forwarded is a whole stream, and its key frames decode to the camera’s own pictures', async () => {
  const { url, ...login } = sourceOf('main');
  const watched = watchStream(url, login);
  try {
    await until('two key frames', () => watched.packets.length > 0 && watched.stream.keyFrame() !== null);
    const first = watched.stream.keyFrame();
    await until('the next key frame', () => watched.stream.keyFrame() !== first);
    expect(watched.states).toEqual([{ phase: 'live', fault: null }]);
    expect(Math.max(...watched.packets.map(({ length }) => length))).toBeLessThanOrEqual(1_212);
    const numbers = await Promise.all(
      [first, watched.stream.keyFrame()].map((key) => numberIn(key?.annexB ?? Buffer.alloc(0))),
    );
    // Key frames stand at every 50th picture, and the footage begins again after 500.
    expect(numbers.map((number) => number % 50)).toEqual([0, 0]);
    expect(((numbers[1] ?? 0) - (numbers[0] ?? 0) + 500) % 500).toBe(50);
    expect(watched.stream.gop.packets.length).toBeGreaterThan(0);
    expect(watched.reports.every((report) => report.readUInt32BE(4) === 0x51525354)).toBe(true);
  } finally {
    await watched.stream.close();
  }
});

test('a probe tells what the camera is like', async () => {
  const source = { main: sourceOf('main'), sub: sourceOf('sub'), allowedNetworks: LOOPBACK };
  const report = await probeCamera(source, {
    decodePicture: () => Promise.resolve(new Uint8Array([0xff, 0xd8])),
    onvifPort: NOBODY,
  });
  expect(report).toMatchObject({
    ok: true,
    main: { codec: 'H264', widthPx: 1280, heightPx: 720, framesPerSecond: 25, keyFrameEverySeconds: 2 },
    sub: { codec: 'H264', widthPx: 640, heightPx: 360, framesPerSecond: 15, keyFrameEverySeconds: 2 },
    advice: [],
    hasSound: true, // it offers sound, and is never asked for it
    clockOffsetSeconds: null,
    picture: new Uint8Array([0xff, 0xd8]),
  });
});

test('a probe tells which stream is wrong', async () => {
  const main = sourceOf('main');
  const sub = { ...sourceOf('sub'), url: camera.urlOf('sub').replace('sub', 'nothing') };
  const decode = { decodePicture: () => Promise.resolve(null), onvifPort: NOBODY };
  const networks = { allowedNetworks: LOOPBACK };
  expect(await probeCamera({ main: sourceOf('main', 'wrong'), sub: null, ...networks }, decode)).toEqual({
    ok: false,
    stream: 'main',
    fault: 'wrong-password',
  });
  expect(await probeCamera({ main, sub, ...networks }, decode)).toEqual({
    ok: false,
    stream: 'sub',
    fault: 'path-not-found',
  });
});

test('a camera that loses its power is live again within 3 s of answering', async () => {
  const { url, ...login } = sourceOf('sub');
  const watched = watchStream(url, login);
  try {
    await until('live', () => watched.states.at(-1)?.phase === 'live');
    await camera.kill();
    await until('stalled', () => watched.states.at(-1)?.phase === 'stalled');
    const { packets } = watched;
    const before = packets.length;
    camera = await startGstCamera({ port: camera.port });
    // Two seconds of these three may be spent waiting for the camera's next key frame.
    await until('live again', () => watched.states.at(-1)?.phase === 'live', 5_000);
    await until('packets', () => packets.length > before + 10);
    expect(packets[before]?.readUInt16BE(2)).toBe(((packets[before - 1]?.readUInt16BE(2) ?? 0) + 1) & 0xffff);
  } finally {
    await watched.stream.close();
  }
});
