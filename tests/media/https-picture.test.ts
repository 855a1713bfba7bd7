import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ViewNotOpen, type CameraState, type MediaNode } from '../../media/contract.ts';
import { startMediaNode } from '../../media/in-process.ts';
import { percentile, printFigures } from '../support/e2e-figures.ts';
import { startTestCamera, type TestCamera } from '../support/test-camera.ts';
import { until } from '../support/until.ts';

const LEASE_MS = 30_000;

let camera: TestCamera;
let media: MediaNode;
const states: CameraState[] = [];
const figures: string[] = [];

beforeAll(async () => {
  camera = await startTestCamera();
  media = await startMediaNode({ workers: 1, logLevel: 'error' });
  media.on('camera', (state) => states.push(state));
  await media.setCameras([camera.source]);
  await isLive();
}, 90_000);
afterAll(async () => {
  printFigures('HTTPS parts at the node', figures);
  await media.close();
  await camera.unplug();
}, 30_000);

const isLive = () => until('the camera is live', () => states.at(-1)?.phase === 'live', 60_000);

async function open(stream: 'main' | 'sub' = 'main'): Promise<string> {
  const viewId = randomUUID();
  const view = { viewId, cameraId: camera.source.cameraId, stream, leaseMs: LEASE_MS };
  await until('the view opens', () =>
    media.openHttpsViewer(view).then(
      () => true,
      () => false,
    ),
  );
  return viewId;
}

type Collected = { bytes: Buffer; begins: number; gapsMs: number[]; stretches: number };

/** Reads as a browser does, for so long. */
async function collect(viewId: string, forMs: number): Promise<Collected> {
  const all: Uint8Array[] = [];
  const gapsMs: number[] = [];
  let [after, begins, lastMs]: [number | null, number, number] = [null, 0, performance.now()];
  for (const endsAt = lastMs + forMs; performance.now() < endsAt;) {
    const read = await media.readHttpsViewer(viewId, after);
    if (!read) continue;
    if (all.length > 0) gapsMs.push(performance.now() - lastMs);
    lastMs = performance.now();
    begins += Number(read.begins);
    all.push(read.bytes);
    after = read.last;
  }
  return { bytes: Buffer.concat(all), begins, gapsMs, stretches: all.length };
}

type Probed = { pict_type: string; key_frame: number; pts_time: string; width: number }[];

/** What ffmpeg makes of it, decoding every picture. @throws when a picture cannot be decoded */
async function decode(bytes: Buffer): Promise<Probed> {
  const entries = 'frame=pict_type,key_frame,pts_time,width';
  const probe = spawn('ffprobe', ['-v', 'error', '-show_entries', entries, '-of', 'json', '-i', 'pipe:0']);
  let [out, complaints] = ['', ''];
  probe.stdout.on('data', (text: Buffer) => (out += text.toString()));
  probe.stderr.on('data', (text: Buffer) => (complaints += text.toString()));
  probe.stdin.end(bytes);
  await once(probe, 'close');
  expect(complaints).toBe('');
  return (JSON.parse(out) as { frames: Probed }).frames;
}

test.each([
  ['main', 1280],
  ['sub', 640],
] as const)(
  'the %s stream decodes without a complaint, from a key frame on, every picture once',
  async (stream, width) => {
    const viewId = await open(stream);
    const { bytes, begins, gapsMs, stretches } = await collect(viewId, 5_000);
    expect(begins).toBe(1);
    const frames = await decode(bytes);
    expect(frames[0]).toMatchObject({ key_frame: 1, pict_type: 'I', width });
    const times = frames.map(({ pts_time: at }) => Number(at));
    const steps = times.slice(1).map((at, i) => at - times[i]!);
    expect(Math.min(...steps)).toBeGreaterThan(0.02);
    expect(Math.max(...steps)).toBeLessThan(0.2);
    expect(times.at(-1)! - times[0]!).toBeGreaterThan(3);
    figures.push(
      `${stream}: ${stretches} stretches in 5 s, p50 ${percentile(gapsMs, 0.5).toFixed(0)} ms apart, ` +
        `p95 ${percentile(gapsMs, 0.95).toFixed(0)} ms, ${(bytes.length / 5_000).toFixed(0)} kB/s`,
    );
  },
  30_000,
);

test('a newcomer has a picture at once, from the last key frame on, and two read the same', async () => {
  const first = await open();
  const before = await media.readHttpsViewer(first, null);
  const startedAtMs = performance.now();
  const second = await open();
  const read = await media.readHttpsViewer(second, null);
  figures.push(`first bytes for a newcomer: ${(performance.now() - startedAtMs).toFixed(1)} ms`);
  expect(performance.now() - startedAtMs).toBeLessThan(100);
  // The same parts with the same numbers: made once, however many read.
  expect(read?.last).toBeGreaterThanOrEqual(before?.last ?? 0);
  const [a, b] = await Promise.all([first, second].map((viewId) => media.readHttpsViewer(viewId, read!.last)));
  expect(a).toEqual(b);
});

test('a read that waits is answered when the view is closed, and a newer read takes its place', async () => {
  const viewId = await open();
  let last = (await media.readHttpsViewer(viewId, null))!.last;
  const older = media.readHttpsViewer(viewId, last);
  const newer = await media.readHttpsViewer(viewId, last);
  await older;
  last = newer!.last;
  const waiting = media.readHttpsViewer(viewId, last).catch((error: unknown) => error);
  await media.closeViewer(viewId);
  expect(await waiting).toBeInstanceOf(ViewNotOpen);
});

test('one that nobody reads is not renewed after ten seconds, however often it is asked for', async () => {
  const viewId = await open();
  await until('it is not renewed', async () => (await media.renewViewers([viewId], LEASE_MS)).length === 0, 12_000);
}, 20_000);

test('a camera that goes away and comes back brings the picture back to the same view', async () => {
  const viewId = await open();
  let last = (await media.readHttpsViewer(viewId, null))!.last;
  await camera.unplug();
  await until('the node tells that the camera went', () => states.at(-1)?.phase !== 'live');
  await until('nothing comes', async () => {
    const read = await media.readHttpsViewer(viewId, last);
    last = read?.last ?? last;
    return read === null;
  });
  await camera.plugIn();
  await isLive();
  const back = await until('parts come again', () => media.readHttpsViewer(viewId, last));
  expect(back.last).toBeGreaterThan(last);
}, 90_000);
