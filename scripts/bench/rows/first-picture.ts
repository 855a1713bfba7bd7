import type { BenchRow, Measured } from '../bench-row.ts';
import { extent, percentile, written } from '../figures.ts';
import { measureOpenings } from '../openings.ts';
import { standLine } from '../stand-line.ts';
import type { Opening } from '../../gst-camera/opening.ts';

const JOINS = 16;
const KEY_FRAMES_S = [2, 4];
/** PERFORMANCE.md, P2, in ms. */
const LIMITS = { firstMs: { p50: 100, p95: 150 }, liveMs: { p50: 150, p95: 300 } };
const NAMES = { firstMs: 'first picture, if still behind the poster', liveMs: 'at live and in sight' };
const SHARES = { p50: 0.5, p95: 0.95 };

/** By the product's own page; Janus by a bare one that has its session already, with its buffer of the last key frame. */
export const firstPicture: BenchRow = {
  id: 'P2',
  name: 'first-picture',
  about: 'click until the first picture, and until what happens now is seen, in Chromium, Janus beside it',
  measureAlone: async () => {
    const measured: Measured[] = [];
    for (const seconds of KEY_FRAMES_S) {
      const { ours, janus } = await measureOpenings(JOINS, seconds);
      for (const time of ['firstMs', 'liveMs'] as const)
        for (const share of ['p50', 'p95'] as const) measured.push(lineOf(seconds, time, share, ours, janus));
      measured.push(standLine(`key frame every ${String(seconds)} s`, ours, janus));
    }
    return measured;
  },
};

function lineOf(
  seconds: number,
  time: keyof typeof LIMITS,
  share: keyof typeof SHARES,
  ours: readonly Opening[],
  janus: readonly Opening[],
): Measured {
  const [own, peer] = [ours, janus].map((openings) => openings.map((opening) => opening[time])) as [number[], number[]];
  const [ownMs, peerMs] = [own, peer].map((values) => percentile(values, SHARES[share])) as [number, number];
  const limit = LIMITS[time][share];
  return {
    what: `${NAMES[time]}, ${share}, key frame every ${String(seconds)} s`,
    ours: `${written(ownMs)} ms`,
    against: `${String(limit)} ms (Janus ${written(peerMs)} ms)`,
    ratio: ownMs / limit,
    goal: 1,
    ...extent(own),
    figures: { oursMs: own, janusMs: peer },
  };
}
