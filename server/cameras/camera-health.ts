import type { CameraState, MediaNode } from '#media';
import { appendEvent } from '../events/append-event.ts';
import type { Db } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import { forgetLive, writePhase } from './camera-health-store.ts';

const RETRY_MS = 1_000;

/**
 * Writes what media says of its cameras into their rows, and into the log when people should hear of it: when phase or
 * fault are others than before. Connecting is no news, an attempt between two states; of several states that wait
 * (the database was away) the newest counts.
 * @returns `settled()`: everything heard so far is written, or has failed and waits for its retry.
 */
export function followCameraHealth(deps: { db: Db; media: Pick<MediaNode, 'on'>; log: Log }): {
  settled: () => Promise<void>;
  stop: () => Promise<void>;
} {
  const waiting = new Map<string, CameraState>();
  let retry: NodeJS.Timeout | undefined;
  let isStopped = false;
  let last = Promise.resolve();

  const write = async () => {
    for (const [cameraId, state] of [...waiting]) {
      waiting.delete(cameraId);
      try {
        if (await tellCameraState(deps.db, state))
          deps.log.info({ cameraId, phase: state.phase, fault: state.fault }, 'camera state');
      } catch (error) {
        deps.log.warn({ err: error, cameraId }, 'a camera state could not be written; trying again');
        if (!waiting.has(cameraId)) waiting.set(cameraId, state);
        clearTimeout(retry);
        if (!isStopped) retry = setTimeout(enqueue, RETRY_MS).unref();
      }
    }
  };
  const enqueue = () => void (last = last.then(write));

  deps.media.on('camera', (state) => {
    if (isStopped || state.phase === 'connecting') return;
    waiting.set(state.cameraId, state);
    enqueue();
  });
  // A node that is away shows nothing: no row may go on saying `live`. Nobody needs to be told, their views say it.
  deps.media.on('down', () => {
    waiting.clear();
    if (!isStopped)
      last = last
        .then(() => forgetLive(deps.db))
        .catch((error: unknown) => deps.log.warn({ err: error }, 'camera phases could not be reset'));
  });
  return {
    settled: () => last,
    stop: async () => {
      isStopped = true;
      clearTimeout(retry);
      await last;
    },
  };
}

/** @returns whether it was news */
async function tellCameraState(db: Db, state: CameraState): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const camera = await writePhase(tx, state);
    if (camera === null) return false;
    const { hasBeenLive, siteId, ...ids } = camera;
    const at = new Date(state.since);
    const payload = { phase: state.phase, fault: state.fault };
    // A camera that is still being set up is the administrators' business: families hear of it with its first picture.
    if (hasBeenLive) await appendEvent(tx, { type: 'camera:state', at, siteId, ...ids, payload });
    else await appendEvent(tx, { type: 'register:changed', at, siteId, payload: { what: 'cameras' } });
    return true;
  });
}
