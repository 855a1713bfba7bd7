import { mayMakeNetworks } from '../../network/internet.ts';
import type { Wall } from '../../network/walls.ts';
import type { BenchRow, Measured } from '../bench-row.ts';
import { openFarOffice } from '../far-office.ts';
import { extent, percentile, written } from '../figures.ts';
import { measureOurs, type SeenOpening } from '../openings.ts';
import { standLine } from '../stand-line.ts';

const JOINS = 16;
const KEY_FRAMES_S = [2, 4];
/** PERFORMANCE.md, P2. Its 20 ms are read as those of one way, the stricter reading: there and back takes 40. */
const LINE = { wire: { oneWayMs: 20, lossShare: 0 }, kbitPerSecond: 20_000 } as const satisfies Wall;
const LIVE_WITHIN_MS = 400;
const OVER = `${String(LINE.wire.oneWayMs)} ms and ${String(LINE.kbitPerSecond / 1_000)} Mbit/s each way`;

/** By the product's own page, in a network namespace behind the line; service and camera stay on this machine. */
export const firstPictureLine: BenchRow = {
  id: 'P2',
  name: 'first-picture-line',
  about: `click until what happens now, in Chromium over a line of ${OVER}`,
  measureAlone: async () => {
    if (!mayMakeNetworks) return [{ what: `at live, ${OVER}`, because: 'only root may make networks' }];
    const office = await openFarOffice(LINE);
    try {
      const measured: Measured[] = [];
      for (const seconds of KEY_FRAMES_S) {
        const openings = await measureOurs(office.browser, JOINS, seconds, office.settings);
        const when = `${OVER}, key frame every ${String(seconds)} s`;
        measured.push(liveLine(when, openings), standLine(when, openings));
      }
      return measured;
    } finally {
      await office.close();
    }
  },
};

/** A picture that fell back to being read over HTTPS is a second behind: it never was at live. */
function liveLine(when: string, openings: readonly SeenOpening[]): Measured {
  const isWebRtc = ({ roundTripMs }: SeenOpening) => roundTripMs !== null;
  const liveMs = openings.map((opening) => (isWebRtc(opening) ? opening.liveMs : Infinity));
  const fellBack = openings.filter((opening) => !isWebRtc(opening)).length;
  const atLive = percentile(liveMs, 0.5);
  return {
    what: `at live, p50, ${String(fellBack)} fell back to HTTPS, ${when}`,
    ours: `${written(atLive)} ms`,
    against: `${String(LIVE_WITHIN_MS)} ms`,
    ratio: atLive / LIVE_WITHIN_MS,
    goal: 1,
    ...extent(liveMs),
    figures: {
      liveMs,
      firstMs: openings.map(({ firstMs }) => firstMs),
      steadyMs: openings.map(({ steadyMs }) => steadyMs),
      roundTripMs: openings.map(({ roundTripMs }) => roundTripMs),
    },
  };
}
