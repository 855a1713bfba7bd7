import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CameraSource, MediaNode } from '../../media/contract.ts';
import { createMediaLog } from '../../media/log.ts';
import { acceptMediaNode } from '../../media/remote.ts';
import type { GivenMediaSettings } from '../../media/settings.ts';
import { spawnMediaNode } from '../../media/spawn-node.ts';
import { descendantsOf } from './cpu-of.ts';
import { atEnd } from './started.ts';

const READY_WITHIN_MS = 20_000;

/** A media node as the product runs it: a process of its own, with its workers. */
export type MediaProcess = { media: MediaNode; pids: () => number[]; stop: () => Promise<void> };

/** @throws when a camera has no picture in time */
export async function startMediaProcess(
  cameras: readonly CameraSource[],
  settings: GivenMediaSettings,
): Promise<MediaProcess> {
  const key = randomBytes(16).toString('hex');
  const log = createMediaLog('silent');
  const media = await acceptMediaNode({ host: '127.0.0.1', port: 0, key, log });
  const node = spawnMediaNode({
    ...{ address: media.address, key, settings: { ...settings, logLevel: 'error' }, log },
    environment: { PATH: process.env['PATH'] },
  });
  const stop = atEnd(async () => {
    await media.close();
    await node.stop();
  });
  try {
    await media.setCameras(cameras);
    await areLive(media, cameras.length);
  } catch (error) {
    await stop();
    throw error;
  }
  const pids = () => (node.pid === undefined ? [] : [node.pid, ...descendantsOf(node.pid)]);
  return { media, pids, stop };
}

/** @throws when so many have no picture in time */
export async function areLive(media: MediaNode, count: number): Promise<void> {
  const startedAt = performance.now();
  while (performance.now() - startedAt < READY_WITHIN_MS) {
    const states = await media.cameraStates().catch(() => []);
    if (states.filter(({ phase }) => phase === 'live').length === count) return;
    await sleep(100);
  }
  throw new Error('The cameras have no picture.');
}
