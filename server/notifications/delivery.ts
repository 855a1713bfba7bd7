/**
 * What became of a try. `gone`: nobody is there any more; `refused`: it will never be taken; `failed`: try again later. `code`
 * goes into the log, and so never holds an address.
 */
export type Delivery =
  { is: 'sent' } | { is: 'gone' | 'refused'; code: string } | { is: 'failed'; code: string; retryAfterMs?: number };

const WAITS_S = [30, 120, 480, 1_800, 3_600, 7_200, 14_400];
/** A push service may ask for patience, and not for ever. */
const LONGEST_WAIT_MS = 14_400_000;

/** How long to wait after so many tries that failed; null: it is given up, after about seven and a half hours. Pure. */
export function waitAfterMs(attempts: number, retryAfterMs = 0): number | null {
  const wait = WAITS_S[attempts - 1];
  return wait === undefined ? null : Math.min(Math.max(wait * 1_000, retryAfterMs), LONGEST_WAIT_MS);
}
