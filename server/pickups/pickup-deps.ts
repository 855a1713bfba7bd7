import type { Pool } from 'pg';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { Sealer } from '../platform/sealer.ts';
import { createThrottle, type Limit, type Throttle } from '../platform/throttle.ts';

export type PickupDeps = {
  db: Db;
  now: Clock;
  /** Photos at rest. */
  sealer: Sealer;
  throttles: PickupThrottles;
};

export type PickupThrottles = Record<'naming' | 'photo' | 'codeAsker' | 'codeChild' | 'alarm', Throttle>;

/**
 * A code has six digits, and a few are good at once: five tries in ten minutes for one child on one tablet, and thirty in a
 * day for one child over all of them.
 */
export const PICKUP_LIMITS: Record<keyof PickupThrottles, Limit> = {
  naming: { tries: 30, windowSeconds: 3_600 },
  photo: { tries: 30, windowSeconds: 3_600 },
  codeAsker: { tries: 5, windowSeconds: 600 },
  codeChild: { tries: 30, windowSeconds: 86_400 },
  alarm: { tries: 6, windowSeconds: 600 },
};

export const createPickupThrottles = (pool: Pool, limits = PICKUP_LIMITS): PickupThrottles => ({
  naming: createThrottle(pool, 'pickup-naming', limits.naming),
  photo: createThrottle(pool, 'pickup-photo', limits.photo),
  codeAsker: createThrottle(pool, 'pickup-code', limits.codeAsker),
  codeChild: createThrottle(pool, 'pickup-code-child', limits.codeChild),
  alarm: createThrottle(pool, 'pickup-alarm', limits.alarm),
});
