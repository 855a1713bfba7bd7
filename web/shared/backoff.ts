type Backoff = { firstMs: number; lastMs: number };

/**
 * How long to wait after so many failures in a row, doubled each time up to `lastMs`.
 * Spread out by a fifth either way, so that a building full of browsers does not come back in one instant.
 */
export function backoffMs(failures: number, { firstMs, lastMs }: Backoff): number {
  return Math.min(lastMs, firstMs * 2 ** failures) * (0.8 + 0.4 * Math.random());
}
