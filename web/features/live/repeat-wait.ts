/** Above this share a line loses packets as a habit. */
const LOSSY = 0.005;
/** Nearer than this a repeated packet comes before anybody would have seen it missing. */
const NEAR_S = 0.04;
const LONGEST_MS = 400;
const SLACK_MS = 100;

/**
 * How long the browser should hold pictures back, so that a packet that was lost and asked for again is there in time: what it holds
 * back by itself is too short for that, and the picture stands several times a minute. 0 where lines are good or near: there
 * nothing is held back.
 * @param repeatedShare of the packets that came lately, those that came only on being asked for again
 */
export function repeatWaitMs(repeatedShare: number, roundTripS: number): number {
  if (repeatedShare <= LOSSY || roundTripS < NEAR_S) return 0;
  return Math.min(LONGEST_MS, Math.round(roundTripS * 1_500) + SLACK_MS);
}
