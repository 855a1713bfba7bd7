import { useEffect } from 'react';
import type { CameraId } from '#contract/ids.ts';

type BeginToWatch = (cameraId: CameraId) => void;

/** Null until it is here. */
let beginToWatch: BeginToWatch | null = null;

/** Fetches what a click on a tile needs once the home stands and the browser has nothing else to do. */
export function useRoomAhead(isWanted: boolean): void {
  useEffect(() => {
    if (isWanted) return whenIdle(() => void fetchRoom().catch(() => undefined)); // the click fetches it itself
  }, [isWanted]);
}

/** At the click: the view begins while its page is drawn. */
export const beginRoom = (cameraId: CameraId): void => beginToWatch?.(cameraId);

async function fetchRoom(): Promise<void> {
  const [watching] = await Promise.all([import('../features/live/watching.ts'), import('./room-screen.tsx')]);
  beginToWatch = watching.beginToWatch;
  await watching.prepareToWatch();
}

/** @returns how to call it off */
function whenIdle(run: () => void): () => void {
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(run, 1_000); // Safari knows no idle time
    return () => clearTimeout(timer);
  }
  const callback = requestIdleCallback(run);
  return () => cancelIdleCallback(callback);
}
