import type { ShownFrame } from './e2e-page-probe.ts';

const FPS = 25;
const FRAMES = 500;

/** How long before it was shown each frame left the camera; the barcode starts again after twenty seconds. */
export const latenessMs = (frames: readonly ShownFrame[], cameraStartedAtMs: number): number[] =>
  frames.map(({ atMs, number }) => {
    const leaving = ((atMs - cameraStartedAtMs) * FPS) / 1_000;
    return ((((leaving - number) % FRAMES) + FRAMES) % FRAMES) * (1_000 / FPS);
  });
