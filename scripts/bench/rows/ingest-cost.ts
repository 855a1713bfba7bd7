import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GstCamera } from '../../gst-camera/gst-camera.ts';
import type { BenchRow } from '../bench-row.ts';
import { startCamera } from '../camera.ts';
import { cpuSeconds, residentMiB } from '../cpu-of.ts';
import { extent, median, shown, written } from '../figures.ts';
import { areLive, startMediaProcess } from '../media-process.ts';
import { atEnd } from '../started.ts';

/** What one costs is told more exactly of several, and what the first one costs besides is shared. */
const CAMERAS = 4;
const ROUNDS = 3;
const SETTLE_MS = 3_000;
const WINDOW_MS = 10_000;
const GOAL = 1.2;

/** In hundredths of a core, and what stays in memory, each for one camera. */
type Cost = { corePercent: number; mebibytes: number };

/** The media process with its worker against one ffmpeg a camera that copies into RTP. Nobody watches, stills are not asked for. */
export const ingestCost: BenchRow = {
  id: 'P4',
  name: 'ingest-cost',
  about: 'what taking one camera costs, against ffmpeg -c copy',
  measureAlone: async () => {
    const cameras = await Promise.all(Array.from({ length: CAMERAS }, () => startCamera({ seconds: 300 })));
    const ours: Cost[] = [];
    const ffmpeg: Cost[] = [];
    try {
      for (let round = 0; round < ROUNDS; round += 1) {
        ours.push(await costOfOurs(cameras));
        ffmpeg.push(await costOfFfmpeg(cameras));
      }
    } finally {
      await Promise.all(cameras.map((camera) => camera.kill()));
    }
    const [own, peer] = [ours, ffmpeg].map((costs) => costs.map(({ corePercent }) => corePercent)) as [
      number[],
      number[],
    ];
    const memory = [ours, ffmpeg].map((costs) => `${written(median(costs.map(({ mebibytes }) => mebibytes)))} MiB`);
    return [
      {
        what: 'a camera taken for live alone, of one core',
        ours: `${shown(own, '%')}, ${String(memory[0])}`,
        against: `ffmpeg ${shown(peer, '%')}, ${String(memory[1])}`,
        ratio: median(own) / median(peer),
        goal: GOAL,
        ...extent(own),
        figures: { cameras: CAMERAS, ours, ffmpeg },
      },
      { what: 'a camera taken with recording and stills', because: 'there is no recording yet' },
    ];
  },
};

/** Of one of them; the same one may be named more than once. @throws when one of them has no picture any more */
export async function costOfOurs(cameras: readonly GstCamera[], windowMs = WINDOW_MS): Promise<Cost> {
  const sources = cameras.map(({ urlOf, username, password }) => {
    const main = { url: urlOf('main'), username, password };
    return { cameraId: randomUUID(), main, sub: null, allowedNetworks: ['127.0.0.0/8'] };
  });
  const media = await startMediaProcess(sources, { workers: 1, posterEveryMs: 60_000 });
  try {
    const cost = await costOf(media.pids(), cameras.length, windowMs);
    await areLive(media.media, cameras.length);
    return cost;
  } finally {
    await media.stop();
  }
}

async function costOfFfmpeg(cameras: readonly GstCamera[]): Promise<Cost> {
  const children: ChildProcess[] = cameras.map(({ port, username, password }, n) => {
    const address = `rtsp://${username}:${password}@127.0.0.1:${String(port)}/main`;
    const input = ['-v', 'error', '-rtsp_transport', 'tcp', '-i', address, '-map', '0:v', '-c', 'copy'];
    // Nobody listens there: what is sent to a port of this machine that is closed is lost at once.
    const output = ['-f', 'rtp', `rtp://127.0.0.1:${String(20_000 + 2 * n)}`];
    return spawn('ffmpeg', [...input, ...output], { stdio: 'ignore' });
  });
  const stop = atEnd(() => {
    for (const child of children) child.kill('SIGKILL');
    return Promise.resolve();
  });
  try {
    return await costOf(
      children.flatMap(({ pid }) => pid ?? []),
      cameras.length,
      WINDOW_MS,
    );
  } finally {
    await stop();
  }
}

async function costOf(pids: readonly number[], cameras: number, windowMs: number): Promise<Cost> {
  await sleep(SETTLE_MS);
  const [before, startedAt] = [cpuSeconds(pids), performance.now()];
  await sleep(windowMs);
  const share = (cpuSeconds(pids) - before) / ((performance.now() - startedAt) / 1_000);
  return { corePercent: (share * 100) / cameras, mebibytes: residentMiB(pids) / cameras };
}
