import type { ShownFrame } from './page-probe.ts';

const FPS = 25;
/** The footage, and with it the barcode, starts again after twenty seconds. */
const FRAMES = 500;
/** So long the poster hides a picture that hurries. */
const HIDDEN_MS = 150;
/** PERFORMANCE.md, P2: a frame is live when it is no later than this behind the steady picture. */
const LIVE_WITHIN_MS = 100;
const STEADY_FRAMES = 20;

/** What a person saw of one opening of the camera's main stream; times from the click. */
export type Opening = {
  firstMs: number;
  /** Infinity: it never was. */
  liveMs: number;
  /** Between two frames that followed each other, once nothing hides the picture any more. */
  longestStandMs: number;
  /** Pairs of frames of which the later one shows what was before. */
  jumpsBack: [ShownFrame, ShownFrame][];
  /** From the camera to the screen in the end. */
  steadyMs: number;
};

/** How long before it was shown each frame left the camera, in ms. */
export const latenessMs = (frames: readonly ShownFrame[], cameraStartedAtMs: number): number[] =>
  frames.map(({ atMs, number }) => {
    const leaving = ((atMs - cameraStartedAtMs) * FPS) / 1_000;
    return ((((leaving - number) % FRAMES) + FRAMES) % FRAMES) * (1_000 / FPS);
  });

/** @param frames all that was shown since the click, until a second after the picture had come to rest */
export function readOpening(clickedAtMs: number, frames: readonly ShownFrame[], cameraStartedAtMs: number): Opening {
  const lateMs = latenessMs(frames, cameraStartedAtMs);
  const steadyMs = median(lateMs.slice(-STEADY_FRAMES));
  const firstAtMs = frames[0]?.atMs ?? Infinity;
  const atLive = frames.find((_, at) => (lateMs[at] ?? Infinity) < steadyMs + LIVE_WITHIN_MS);
  const uncovered = pairs(frames.filter(({ atMs }) => atMs >= firstAtMs + HIDDEN_MS));
  return {
    firstMs: firstAtMs - clickedAtMs,
    liveMs: (atLive?.atMs ?? Infinity) - clickedAtMs,
    longestStandMs: Math.max(...uncovered.map(([before, after]) => after.atMs - before.atMs)),
    jumpsBack: uncovered.filter(([before, after]) => stepsBetween(before, after) < 0),
    steadyMs,
  };
}

const pairs = (frames: readonly ShownFrame[]): [ShownFrame, ShownFrame][] =>
  frames.slice(1).flatMap((after, at) => {
    const before = frames[at];
    return before ? [[before, after]] : [];
  });

/** How many of the camera's frames the second one is ahead. */
const stepsBetween = (before: ShownFrame, after: ShownFrame): number =>
  ((after.number - before.number + 1.5 * FRAMES) % FRAMES) - FRAMES / 2;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
