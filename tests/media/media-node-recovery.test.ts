import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { CannotReceive, type MediaNode, type ViewerEnd } from '../../media/contract.ts';
import { startMediaNode } from '../../media/in-process.ts';
import { childrenOf } from '../../scripts/processes.ts';
import { until } from '../support/until.ts';
import type { NodeUnderTest } from './media-node.contract.ts';
import { withCameraAndBrowser } from './with-camera-and-browser.ts';

const POSTER_EVERY_MS = 300;
const LEASE_MS = 30_000;
const KEY_FRAME_EVERY_MS = 2_000;
/** Stands for another machine: an address for documentation, which nobody has. */
const NOT_HERE = '192.0.2.1';

let it: NodeUnderTest;
let dir: string;
const ended: { viewId: string; cause: ViewerEnd }[] = [];

/** What the node calls as ffmpeg: a shell script that can be told to hang or to die. */
const setFfmpeg = (script: string) => writeFile(join(dir, 'ffmpeg'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
const healthy = 'exec /usr/bin/ffmpeg "$@"';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const workersOf = async (pid: number) =>
  (await childrenOf(pid)).filter(({ command }) => command.includes('mediasoup-worker'));
const plays = async (viewId: string) => {
  const before = (await it.viewer.seen(viewId)).framesDecoded;
  await until('the picture moves', async () => (await it.viewer.seen(viewId)).framesDecoded > before + 5);
};
const poster = (media: MediaNode) => media.poster(it.source.cameraId);
const watch = () => it.viewer.watch(it.media, { cameraId: it.source.cameraId, stream: 'main', leaseMs: LEASE_MS });

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kanwa-media-'));
  await setFfmpeg(healthy);
  const media = await startMediaNode({
    workers: 1,
    rtcPortBase: await freePort(),
    announcedAddresses: [NOT_HERE, '127.0.0.1'],
    posterEveryMs: POSTER_EVERY_MS,
    ffmpegPath: join(dir, 'ffmpeg'),
    logLevel: 'silent',
  });
  it = await withCameraAndBrowser(media, () => media.close());
  media.on('viewerEnded', (view) => ended.push(view));
  await media.setCameras([it.source]);
  await until('a poster is there', () => poster(media));
}, 60_000);

afterAll(async () => {
  await it.end();
  await rm(dir, { recursive: true });
});

test('a browser finds the address at which it reaches the node, also when that is not the first', async () => {
  await plays(await watch());
});

test('a browser whose network lets no UDP through gets the picture over TCP', async () => {
  const view = { cameraId: it.source.cameraId, stream: 'main', leaseMs: LEASE_MS } as const;
  await plays(await it.viewer.watch(it.media, view, 'tcp'));
});

test('a browser without H.264 is told so', async () => {
  const lease = { canCatchUp: true, leaseMs: LEASE_MS };
  const view = { viewId: randomUUID(), cameraId: it.source.cameraId, stream: 'main', ...lease } as const;
  const vp8 = { codecs: [{ kind: 'video', mimeType: 'video/VP8', clockRate: 90_000, preferredPayloadType: 96 }] };
  await expect(it.media.openViewer({ ...view, canReceive: vp8 })).rejects.toThrow(CannotReceive);
  expect(await it.media.renewViewers([view.viewId], LEASE_MS)).toEqual([]);
});

test.each([
  ['is killed', 'SIGKILL'],
  ['hangs', 'SIGSTOP'],
] as const)('a worker that %s ends its views with a word, and is replaced at the same port', async (_, signal) => {
  const viewId = await watch();
  await plays(viewId);
  const [worker] = await workersOf(process.pid);
  process.kill(worker!.pid, signal);
  await until('the view is told to have ended', () => ended.some((view) => view.viewId === viewId), 20_000);
  expect(ended.find((view) => view.viewId === viewId)?.cause).toBe('media-restarted');
  const again = await until('the camera can be watched again', () => watch().catch(() => null));
  await plays(again);
  expect((await workersOf(process.pid)).map(({ pid }) => pid)).not.toContain(worker!.pid);
});

test('a poster is a small JPEG without metadata, of the time its key frame came', async () => {
  const { jpeg, takenAt } = (await poster(it.media))!;
  const { format, width, height, exif, comments } = await sharp(jpeg).metadata();
  expect({ format, width, height, exif, comments }).toMatchObject({ format: 'jpeg', width: 640, height: 360 });
  expect(exif).toBeUndefined();
  expect(comments).toBeUndefined();
  expect(Math.abs(Date.now() - Date.parse(takenAt))).toBeLessThan(60_000);
});

test.each([
  ['dies', 'exit 1'],
  ['is killed', 'kill -9 $$'],
  ['hangs', 'exec sleep 60'],
  ['is not there', null],
  ['writes nonsense', 'echo nonsense'],
])('an ffmpeg that %s costs posters, not the live picture, and posters return', async (_, script) => {
  const viewId = await watch();
  await plays(viewId);
  if (script === null) {
    await rm(join(dir, 'ffmpeg'));
    await sleep(KEY_FRAME_EVERY_MS + POSTER_EVERY_MS);
  } else {
    await setFfmpeg(`touch "$0-was-run"\n${script}`);
    await until('the broken one was run', () => existsSync(join(dir, 'ffmpeg-was-run')));
    await rm(join(dir, 'ffmpeg-was-run'));
  }
  const before = (await poster(it.media))?.takenAt;
  await plays(viewId);
  await setFfmpeg(healthy);
  await until('a newer poster is there', async () => (await poster(it.media))?.takenAt !== before);
  await it.media.closeViewer(viewId);
});

test('closing the node leaves no process behind', async () => {
  await setFfmpeg('exec sleep 60');
  const decoders = async () => (await childrenOf(process.pid)).filter(({ command }) => command === 'sleep 60');
  await until('a picture is being decoded', async () => (await decoders()).length > 0);
  await it.media.close();
  expect(await workersOf(process.pid)).toEqual([]);
  expect(await decoders()).toEqual([]);
  expect(await it.media.cameraStates()).toEqual([]);
  await it.media.close();
});
