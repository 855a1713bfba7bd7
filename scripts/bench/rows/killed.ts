import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchRow } from '../bench-row.ts';
import { startCamera } from '../camera.ts';
import { commandOf, isThere } from '../cpu-of.ts';
import { type DemoService, showCamera, startDemoService } from '../demo-service.ts';
import { extent, median, shown } from '../figures.ts';
import { assertComes, lastPacketAtMs } from '../load/last-packet.ts';
import { startLoad } from '../load/load.ts';
import { openLoadedView } from '../load/open-view.ts';
import { atEnd } from '../started.ts';

/** PERFORMANCE.md, P5: the lease. */
const LIMIT_MS = 10_000;
const ROUNDS = 3;
/** Long enough for a few renewals of the lease, so that the kill falls anywhere between two. */
const WATCHED_MS = [4_000, 5_300, 6_600];
const CAMERA_SECONDS = 120;
/** A second more than the lease: what still comes then breaks the promise, and is seen. */
const LOOK_MS = LIMIT_MS + 1_000;
const END_WITHIN_MS = 5_000;

/** What becomes of the processes, by their ids: the server first, then what it started. */
const DEATHS = [
  {
    what: 'server frozen, the media node left to its lease',
    strike: ([server = 0]) => process.kill(server, 'SIGSTOP'),
  },
  { what: 'server killed', strike: ([server = 0]) => process.kill(server, 'SIGKILL') },
  { what: 'media node killed', strike: (pids) => process.kill(mediaNodeOf(pids), 'SIGKILL') },
  { what: 'all of it killed', strike: (pids) => pids.forEach((pid) => process.kill(pid, 'SIGKILL')) },
] as const satisfies { what: string; strike: (pids: readonly number[]) => void }[];

/** From the signal until the last packet arrives. The camera is none of ours, and goes on. */
export const killed: BenchRow = {
  id: 'P5',
  name: 'killed',
  about: 'processes killed or frozen until the last packet, against the lease',
  measureAlone: async () => {
    const measured = [];
    for (const { what, strike } of DEATHS) {
      const lastMs: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) lastMs.push(await lastAfter(strike, WATCHED_MS[round] ?? 0));
      measured.push({
        what: `${what} → last packet, the longest of ${String(ROUNDS)}`,
        ours: `${shown([Math.max(...lastMs)])} (median ${shown([median(lastMs)])})`,
        against: `the lease, ${String(LIMIT_MS)} ms`,
        ratio: Math.max(...lastMs) / LIMIT_MS,
        goal: 1,
        ...extent(lastMs),
        figures: { lastMs, watchedMs: WATCHED_MS },
      });
    }
    return measured;
  },
};

async function lastAfter(strike: (pids: readonly number[]) => void, watchedMs: number): Promise<number> {
  const camera = await startCamera({ seconds: CAMERA_SECONDS });
  const service = await startDemoService();
  const load = startLoad();
  const pids = service.pids();
  const end = atEnd(() => endAll(service, pids)); // before the service's own end, for which one that is frozen has no ear
  try {
    const shownCamera = await showCamera(service.url, camera);
    const { id, socket } = await openLoadedView(load, { url: service.url, ...shownCamera });
    await sleep(watchedMs);
    await assertComes(load, id);
    const struckAtMs = performance.timeOrigin + performance.now();
    strike(pids);
    await sleep(LOOK_MS);
    socket.close();
    return Math.max(0, (await lastPacketAtMs(load, id)) - struckAtMs);
  } finally {
    await load.stop();
    await end();
    await camera.kill();
  }
}

function mediaNodeOf(pids: readonly number[]): number {
  const found = pids.find((pid) => commandOf(pid).includes('media/node-main.ts'));
  if (found === undefined) throw new Error('The service has no media node.');
  return found;
}

/** In order where the server can still do that; what has lost its server is ended by its id. */
async function endAll(service: DemoService, pids: readonly number[]): Promise<void> {
  if (isThere(pids[0] ?? 0)) process.kill(pids[0] ?? 0, 'SIGCONT');
  await service.stop();
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    for (const pid of pids.filter(isThere)) process.kill(pid, signal);
    for (let waitedMs = 0; pids.some(isThere) && waitedMs < END_WITHIN_MS; waitedMs += 50) await sleep(50);
  }
}
