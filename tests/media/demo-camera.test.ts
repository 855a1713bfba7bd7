import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TiledStrip } from '../../scripts/demo-camera/h264/strip-slice.ts';
import { LiveStream } from '../../scripts/demo-camera/live-stream.ts';
import { loopFiles, prepareLoop } from '../../scripts/demo-camera/loop/prepare-loop.ts';
import { SCENES } from '../../scripts/demo-camera/scene/room-scene.ts';
import { startDemoCameras, type DemoCameras } from '../../scripts/demo-camera/start-demo-cameras.ts';
import { FORMAT, QUALITIES, ROOMS } from '../../scripts/demo-camera/stream-format.ts';
import { CameraStrip } from '../../scripts/demo-camera/strip/camera-strip.ts';
import { until } from '../support/until.ts';

const CACHE_DIR = fileURLToPath(new URL('../../.data/demo-camera', import.meta.url));
const MAIN = fileURLToPath(new URL('../../scripts/demo-camera/main.ts', import.meta.url));
const login = { username: 'cam', password: 'a:b/c@d' };
const silent = { info: () => undefined, warn: () => undefined };
const run = promisify(execFile);

/** ffmpeg as a client that is not ours; what it decoded, as raw planes. */
async function decode(input: string[], filter: string): Promise<Buffer> {
  const output = ['-vf', filter, '-pix_fmt', 'yuv420p', '-f', 'rawvideo', '-'];
  const options = { encoding: 'buffer' as const, maxBuffer: 1e9 };
  const { stdout } = await run('ffmpeg', ['-nostdin', '-v', 'error', '-xerror', ...input, ...output], options);
  return stdout;
}

/** The brightness of a strip, line by line. */
function lumaOf({ columns, tiles }: TiledStrip): Buffer {
  const lines = Array.from({ length: (tiles.length / columns) * 16 }, (_, line) => {
    const row = tiles.slice(Math.floor(line / 16) * columns, (Math.floor(line / 16) + 1) * columns);
    return row.map((tile) => tile.samples.subarray((line % 16) * 16, (line % 16) * 16 + 16));
  });
  return Buffer.concat(lines.flat());
}

/** Whether anything answers at this port of this machine. */
const isAnswering = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.once('error', () => resolve(false)).once('connect', () => socket.destroy());
  });

let cameras: DemoCameras;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-camera-'));
  cameras = await startDemoCameras({ ...login, port: 0, cacheDir: CACHE_DIR, barcode: true, log: silent });
}, 120_000);

afterAll(async () => {
  await cameras.stop();
  await rm(folder, { recursive: true });
});

test.each(ROOMS.flatMap((room) => QUALITIES.map((quality) => ({ room, quality }))))(
  'a foreign player is told what $room/$quality is',
  async ({ room, quality }) => {
    const entries = 'stream=codec_name,profile,width,height,has_b_frames,r_frame_rate';
    const address = cameras.address(`/${room}/${quality}`);
    const options = ['-v', 'error', '-rtsp_transport', 'tcp', '-show_entries', entries, '-of', 'json'];
    const { stdout } = await run('ffprobe', [...options, address]);
    const { width, height } = FORMAT[quality];
    expect(JSON.parse(stdout)).toMatchObject({
      streams: [{ codec_name: 'h264', profile: 'Constrained Baseline', width, height, has_b_frames: 0 }],
    });
  },
);

test('a wrong password, an unknown room and UDP are refused', async () => {
  const probe = (address: string, transport = 'tcp') =>
    run('ffprobe', ['-v', 'error', '-rtsp_transport', transport, address]);
  const wrong = `rtsp://cam:guess@127.0.0.1:${cameras.port}/haitang/main`;
  await expect(probe(wrong)).rejects.toThrow('401');
  await expect(probe(cameras.address('/lotus/main'))).rejects.toThrow('404');
  await expect(probe(cameras.address('/haitang/main'), 'udp')).rejects.toThrow('461');
});

test('the barcode counts on from picture to picture, and no picture is shown before it is taken', async () => {
  const frames = 30;
  const input = ['-rtsp_transport', 'tcp', '-i', cameras.address('/haitang/main'), '-frames:v', `${frames}`];
  const picture = await decode(input, 'crop=1280:32:0:0');
  const bytes = (1280 * 32 * 3) / 2;
  const number = (frame: number) => {
    const line = picture.subarray(frame * bytes + 16 * 1280);
    const cells = Array.from({ length: 16 }, (_, cell) => (line[cell * 80 + 40]! > 128 ? 1 : 0));
    return Number.parseInt(cells.join(''), 2);
  };
  const numbers = Array.from({ length: frames }, (_, frame) => number(frame));
  expect(numbers).toEqual(numbers.map((_, index) => numbers[0]! + index));
  expect(cameras.t0Ms + numbers.at(-1)! * cameras.frameMs).toBeLessThanOrEqual(Date.now());
});

test.each(ROOMS.flatMap((room) => QUALITIES.map((quality) => ({ room, quality }))))(
  'in $room/$quality the clock is shown sample for sample, and the loop under it as if the clock were not there',
  async ({ room, quality }) => {
    const format = FORMAT[quality];
    const loop = (await prepareLoop(room, CACHE_DIR, () => undefined))[quality];
    const strip = await CameraStrip.draw(format, SCENES[room].wall, false);
    const live = new LiveStream(loop, strip);
    const at = (frame: number) => new Date(Date.parse('2026-11-20T02:24:36Z') + frame * 80);
    const nals = loop.frames.flatMap((_, frame) => live.accessUnit(frame, at(frame)).nals);
    const path = join(folder, `${room}-${quality}.h264`);
    await writeFile(path, Buffer.concat(nals.flatMap((nal) => [Buffer.from([0, 0, 0, 1]), nal])));

    const shownStrip = await decode(['-i', path], `crop=${format.width}:${format.stripHeight}:0:0`);
    const bytes = (format.width * format.stripHeight * 3) / 2;
    expect(shownStrip).toHaveLength(loop.frames.length * bytes);
    const drawn = await CameraStrip.draw(format, SCENES[room].wall, false);
    for (const frame of [0, 13, 149]) {
      const luma = lumaOf(drawn.at(at(frame), frame));
      expect(shownStrip.subarray(frame * bytes, frame * bytes + luma.length).equals(luma)).toBe(true);
    }

    const below = `crop=${format.width}:${format.height - format.stripHeight}:0:${format.stripHeight}`;
    const encodedAlone = await decode(['-i', loopFiles(room, CACHE_DIR)[quality]], 'null');
    expect((await decode(['-i', path], below)).equals(encodedAlone)).toBe(true);
  },
  60_000,
);

test('the cameras end with their parent, even when that is killed', async () => {
  const camera = [MAIN, '--port', '0', '--username', 'cam', '--cache', CACHE_DIR, '--exit-with-parent'];
  const spawnsCamera = `require('node:child_process').spawn(process.execPath, ${JSON.stringify(camera)}, {
    stdio: ['pipe', 'inherit', 'inherit'], env: { ...process.env, DEMO_CAMERA_PASSWORD: 'x' } })`;
  const parent = spawn(process.execPath, ['-e', spawnsCamera], { stdio: ['ignore', 'pipe', 'inherit'] as const });
  let output = '';
  parent.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const port = Number((await until('the camera to play', () => /"playing","port":(\d+)/.exec(output)))[1]);
  expect(await isAnswering(port)).toBe(true);
  parent.kill('SIGKILL');
  await until('the camera to end', async () => !(await isAnswering(port)));
});

test('a port that is taken is told at once', async () => {
  const second = startDemoCameras({ ...login, port: cameras.port, cacheDir: CACHE_DIR, log: silent });
  await expect(second).rejects.toThrow('EADDRINUSE');
});
