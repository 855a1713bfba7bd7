import { setTimeout as sleep } from 'node:timers/promises';
import type { GstCamera } from '../../gst-camera/gst-camera.ts';
import type { BenchPlace } from '../bench-place.ts';
import type { BenchRow } from '../bench-row.ts';
import { startCamera } from '../camera.ts';
import { extent, median, percentile, shown } from '../figures.ts';
import { cameraOfGuardian, idOf } from '../fill-nursery.ts';
import { lastPacketAtMs, untilComes } from '../load/last-packet.ts';
import { startLoad, type Load } from '../load/load.ts';
import { type LoadedView, openLoadedView } from '../load/open-view.ts';
import { tokensFor } from '../sessions.ts';

/** PERFORMANCE.md, P5. */
const VIEWS = 500;
const LIMIT_MS = 100;
const WITHDRAWN = 60;
const APART_MS = 200;
const LIVE_WITHIN_MS = 30_000;
/** After this without a packet a view is taken as ended. */
const SILENT_MS = 500;
const WAIT_MS = 1_500;
/** Twice the distance of the camera's key frames: by then the last one has its picture. */
const SETTLE_MS = 4_000;

type View = LoadedView & { guardian: number };

/** From the request that withdraws until the last packet arrives; each view is of a guardian of its own, the small stream of a room's camera. */
export const withdrawn: BenchRow = {
  id: 'P5',
  name: 'withdrawn',
  about: `a right withdrawn until the last packet of its view, ${String(VIEWS)} views open`,
  measure: async (place) => {
    const camera = await startCamera({ seconds: 600 });
    const load = startLoad();
    const views: View[] = [];
    try {
      await giveRoomsCameras(place, camera);
      await openViews(place, load, views);
      const running = await stillRunning(load);
      const lastMs: number[] = [];
      for (const view of views.slice(0, WITHDRAWN)) lastMs.push(await withdraw(place, load, view));
      return [
        {
          what: `request to withdraw → last packet, p99, ${String(running)} of ${String(VIEWS)} views running`,
          ours: `${shown([percentile(lastMs, 0.99)])} (median ${shown([median(lastMs)])})`,
          against: `${String(LIMIT_MS)} ms`,
          // With fewer it is not what the limit is for.
          ratio: running < VIEWS ? Infinity : percentile(lastMs, 0.99) / LIMIT_MS,
          goal: 1,
          ...extent(lastMs),
          figures: { views: VIEWS, running, lastMs },
        },
      ];
    } finally {
      for (const { socket } of views) socket.close();
      await load.stop();
      await camera.kill();
    }
  },
};

const camerasWatched = () => [...new Set(Array.from({ length: VIEWS }, (_, n) => cameraOfGuardian(n)))];

/** The rooms' cameras are one and the same; each room's connection to it is its own. */
async function giveRoomsCameras(place: BenchPlace, camera: GstCamera): Promise<void> {
  const { db } = place.database;
  await db.site.updateMany({ data: { cameraNetworks: ['127.0.0.0/8'] } });
  await db.organization.updateMany({
    where: { isEmployer: true },
    data: { officeNetworks: ['127.0.0.0/8', '10.0.0.0/8'] },
  });
  const director = await place.admin(0);
  const { username, password } = camera;
  for (const n of camerasWatched()) {
    const change = { address: { main: camera.urlOf('sub'), username, password } };
    const body = new Uint8Array(Buffer.from(JSON.stringify(change)));
    await director(`/api/admin/cameras/${idOf('camera', n)}`, { method: 'PATCH', body, type: 'application/json' });
    await isLive(place, idOf('camera', n)); // GStreamer takes one newcomer at a time
  }
}

async function isLive({ url }: BenchPlace, cameraId: string): Promise<void> {
  const startedAt = performance.now();
  while (performance.now() - startedAt < LIVE_WITHIN_MS) {
    const answer = (await (await fetch(`${url}/readyz`)).json()) as { cameras: { cameraId: string; state: string }[] };
    if (answer.cameras.find((camera) => camera.cameraId === cameraId)?.state === 'live') return;
    await sleep(100);
  }
  throw new Error('A camera has no picture.');
}

async function openViews(place: BenchPlace, load: Load, views: View[]): Promise<void> {
  const guardians = Array.from({ length: VIEWS }, (_, n) => n);
  const tokens = await tokensFor(
    place,
    guardians.map((n) => idOf('guardian', n)),
  );
  for (const guardian of guardians) {
    const asked = {
      url: place.url,
      token: tokens[guardian] ?? '',
      cameraId: idOf('camera', cameraOfGuardian(guardian)),
    };
    views.push({ guardian, ...(await openLoadedView(load, asked)) });
  }
}

async function withdraw(place: BenchPlace, load: Load, { guardian, id }: View): Promise<number> {
  const { db } = place.database;
  const { id: right } = await db.guardianship.findFirstOrThrow({ where: { userId: idOf('guardian', guardian) } });
  const director = await place.admin(0);
  const body = new Uint8Array(Buffer.from(JSON.stringify({ kind: 'right', reason: '家庭约定变更' })));
  await untilComes(load, id);
  const askedAtMs = performance.timeOrigin + performance.now();
  await director(`/api/admin/guardianships/${right}/withdraw`, { method: 'POST', body, type: 'application/json' });
  await sleep(WAIT_MS);
  const lastAtMs = await lastPacketAtMs(load, id);
  if (performance.timeOrigin + performance.now() - lastAtMs < SILENT_MS)
    throw new Error('A view of a withdrawn right is still sent.');
  await load.close(id);
  await sleep(APART_MS);
  return Math.max(0, lastAtMs - askedAtMs);
}

async function stillRunning(load: Load): Promise<number> {
  await sleep(SETTLE_MS);
  const nowMs = performance.timeOrigin + performance.now();
  return Object.values(await load.counts()).filter(([count]) => count && nowMs - count.lastAtMs < SILENT_MS).length;
}
