import type { types } from 'mediasoup';
import { SSRC } from './codecs.ts';
import { openStreamFeed, type StreamFeed } from './stream-feed.ts';
import type { SeatedRouter, WorkerPool } from './worker-pool.ts';

export type StreamName = keyof typeof SSRC;

/** A camera's place in mediasoup: one router, and a feed for each of its streams. Dies with its worker. */
export interface CameraRouter extends SeatedRouter {
  readonly feeds: ReadonlyMap<StreamName, StreamFeed>;
  close(): void;
}

/** @throws when no worker lives, or the chosen one dies meanwhile */
export async function openCameraRouter(
  pool: WorkerPool,
  streams: readonly StreamName[],
  onLost: () => void,
): Promise<CameraRouter> {
  const seated = await pool.createRouter();
  const { router } = seated;
  try {
    const feeds = new Map<StreamName, StreamFeed>();
    for (const name of streams) feeds.set(name, await openStreamFeed(router, SSRC[name]));
    router.once('workerclose', onLost);
    return { ...seated, feeds, close: () => closeRouter(router, feeds) };
  } catch (error) {
    router.close();
    throw error;
  }
}

function closeRouter(router: types.Router, feeds: ReadonlyMap<StreamName, StreamFeed>): void {
  for (const feed of feeds.values()) feed.close();
  router.close();
}
