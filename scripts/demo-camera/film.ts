import { FRAME_MS, GROUP_FRAMES } from './stream-format.ts';

// After a pause of the machine a camera goes on with the present, not with what it missed.
const MAX_LATE_MS = 1_000;

/**
 * Calls `takeFrame` for frame 0, 1, 2 … at `t0Ms` + n · FRAME_MS of the machine's clock, for ever. When it is too late
 * for a frame, it leaves out some up to the next key frame. @returns how to stop it.
 */
export function film(t0Ms: number, takeFrame: (frameNumber: number, at: Date) => void): () => void {
  let frameNumber = 0;
  let timer: NodeJS.Timeout;
  const dueMs = () => t0Ms + frameNumber * FRAME_MS;
  const tick = () => {
    if (Date.now() - dueMs() > MAX_LATE_MS) {
      const present = (Date.now() - t0Ms) / FRAME_MS;
      frameNumber = Math.ceil(present / GROUP_FRAMES) * GROUP_FRAMES;
    }
    while (dueMs() <= Date.now()) {
      takeFrame(frameNumber, new Date(dueMs()));
      frameNumber += 1;
    }
    wait();
  };
  const wait = () => {
    timer = setTimeout(tick, Math.max(0, dueMs() - Date.now()));
  };
  wait();
  return () => clearTimeout(timer);
}
