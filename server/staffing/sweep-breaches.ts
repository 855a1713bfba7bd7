import type { Log } from '../platform/log.ts';
import type { BreachWatch } from './watch-breaches.ts';

const EVERY_MS = 60_000;

/**
 * Judges every room at the start and once a minute: what a crash left unjudged, and what midnight changed. Each server does
 * so for itself, since most often there is nothing to write. `stop()` may be called twice.
 */
export function startSweepingBreaches({ breaches, log }: { breaches: BreachWatch; log: Log }): {
  stop: () => Promise<void>;
} {
  let sweeping = Promise.resolve();
  const sweep = () => {
    sweeping = breaches
      .sweep()
      .catch((error: unknown) => log.warn({ err: error }, 'rooms could not be judged; trying again in a minute'));
  };
  sweep();
  const timer = setInterval(sweep, EVERY_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.all([sweeping, breaches.stop()]);
    },
  };
}
