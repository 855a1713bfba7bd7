import type { ShownFrame } from './page-probe.ts';

/** Frames a second of the two streams, which the barcodes count. */
const FPS = { main: 25, sub: 15 };
const SUB_WIDTH_PX = 640;
/** The footage, and with it the barcode, starts again after so long. */
const FOOTAGE_MS = 20_000;
/** PERFORMANCE.md, P2: a frame is live when it is no later than this behind the steady picture. */
const LIVE_WITHIN_MS = 100;
const STEADY_FRAMES = 20;

/** What a person saw of one opening of the camera, by whichever of its streams; times from the click. */
export type Opening = {
  /** The first frame that the browser has, behind the still picture where that hides one that hurries. */
  firstMs: number;
  /** The first frame that shows what happens now and that nothing hides; Infinity: there was none. */
  liveMs: number;
  /** Between two frames that followed each other, once nothing hides the picture any more. */
  longestStandMs: number;
  /** Pairs of frames of which the later one shows what was before. */
  jumpsBack: [ShownFrame, ShownFrame][];
  /** From the camera to the screen in the end. */
  steadyMs: number;
};

/** Where in the footage a frame is. */
const footageMs = ({ number, widthPx }: ShownFrame): number =>
  (number * 1_000) / (widthPx === SUB_WIDTH_PX ? FPS.sub : FPS.main);

/** How long before it was shown each frame left the camera, in ms. */
export const latenessMs = (frames: readonly ShownFrame[], cameraStartedAtMs: number): number[] =>
  frames.map((frame) => within(frame.atMs - cameraStartedAtMs - footageMs(frame)));

const within = (ms: number): number => ((ms % FOOTAGE_MS) + FOOTAGE_MS) % FOOTAGE_MS;

/** @param frames all that was shown since the click, until a second after the picture had come to rest */
export function readOpening(clickedAtMs: number, frames: readonly ShownFrame[], cameraStartedAtMs: number): Opening {
  const lateMs = latenessMs(frames, cameraStartedAtMs);
  const steadyMs = median(lateMs.slice(-STEADY_FRAMES));
  const firstAtMs = frames[0]?.atMs ?? Infinity;
  const isLive = (at: number) => (lateMs[at] ?? Infinity) < steadyMs + LIVE_WITHIN_MS;
  const atLive = frames.find(({ isCovered }, at) => !isCovered && isLive(at));
  const uncovered = pairs(frames.filter(({ isCovered }) => !isCovered));
  return {
    firstMs: firstAtMs - clickedAtMs,
    liveMs: (atLive?.atMs ?? Infinity) - clickedAtMs,
    longestStandMs: Math.max(...uncovered.map(([before, after]) => after.atMs - before.atMs)),
    jumpsBack: uncovered.filter((pair) => jumpsBack(...pair)),
    steadyMs,
  };
}

const pairs = (frames: readonly ShownFrame[]): [ShownFrame, ShownFrame][] =>
  frames.slice(1).flatMap((after, at) => {
    const before = frames[at];
    return before ? [[before, after]] : [];
  });

/** How far what the second one shows is ahead, in ms. */
const aheadMs = (before: ShownFrame, after: ShownFrame): number =>
  within(footageMs(after) - footageMs(before) + FOOTAGE_MS / 2) - FOOTAGE_MS / 2;

/** Within a stream by a single frame; from one to the other by more than the frames of the slower one are apart. */
const jumpsBack = (before: ShownFrame, after: ShownFrame): boolean =>
  aheadMs(before, after) < (before.widthPx === after.widthPx ? 0 : -1_000 / FPS.sub);

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
