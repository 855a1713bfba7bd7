import type { Opening } from '../gst-camera/opening.ts';
import type { Measured } from './bench-row.ts';
import { extent, written } from './figures.ts';

/** What counts as a freeze once nothing hides the picture any more: MEDIA.md, opening fast. */
const STAND_MS = 300;

/**
 * No freeze and no jump back, in one line: a single jump misses the goal, however short the stands are.
 * @param when under what conditions, in a few words
 */
export function standLine(when: string, ours: readonly Opening[], janus: readonly Opening[] = []): Measured {
  const [own, peer] = [ours, janus].map((openings) => openings.map(({ longestStandMs }) => longestStandMs)) as [
    number[],
    number[],
  ];
  const longest = Math.max(...own);
  const jumps = ours.flatMap(({ jumpsBack }) => jumpsBack).length;
  const beside = peer.length > 0 ? ` (Janus ${written(Math.max(...peer))} ms)` : '';
  return {
    what: `longest stand of the picture, ${String(jumps)} jumps back, ${when}`,
    ours: `${written(longest)} ms`,
    against: `${String(STAND_MS)} ms${beside}`,
    ratio: jumps === 0 ? longest / STAND_MS : Infinity,
    goal: 1,
    ...extent(own),
    figures: { oursMs: own, ...(peer.length > 0 && { janusMs: peer }) },
  };
}
