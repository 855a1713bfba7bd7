import { LOOP_SECONDS } from '../stream-format.ts';

/**
 * Movements that come back to where they began after LOOP_SECONDS, so that the loop has no seam.
 * Everything is a pure function of the second `t` in the loop.
 */

/** Swings between -1 and 1, `times` in a loop (a whole number). `phase` 0–1 shifts it. */
export const swing = (t: number, times: number, phase = 0): number =>
  Math.sin(2 * Math.PI * ((t / LOOP_SECONDS) * times + phase));

/** 0 before `from`, 1 a little later, back to 0 at `to`: a gesture. Both in seconds of the loop. */
export function gesture(t: number, from: number, to: number, easeSeconds = 0.5): number {
  const rise = clamp((t - from) / easeSeconds);
  const fall = clamp((to - t) / easeSeconds);
  return ease(Math.min(rise, fall));
}

/** From 0 at `from` to 1 at `to`, and it stays there until the loop begins anew. */
export const passage = (t: number, from: number, to: number): number => ease(clamp((t - from) / (to - from)));

/** A blink of a sixth of a second, three times in a loop, at moments that differ with `phase`. */
export function isBlinking(t: number, phase: number): boolean {
  const since = (t + phase * LOOP_SECONDS) % LOOP_SECONDS;
  return [0.9, 4.3, 9.1].some((moment) => since >= moment && since < moment + 0.16);
}

const clamp = (value: number) => Math.min(1, Math.max(0, value));
const ease = (value: number) => value * value * (3 - 2 * value);

/** A coordinate with two decimals, so that equal pictures are equal text. */
export const n = (value: number): string => (Math.round(value * 100) / 100 + 0).toString();
