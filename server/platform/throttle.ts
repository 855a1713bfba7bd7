import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from './errors.ts';

/** So many tries within a window that begins with the first of them. */
export type Limit = { tries: number; windowSeconds: number };

export type Throttle = {
  /** Counts a try, before it is known whether it succeeds. @throws AppError 'too-many-tries', with the seconds to wait */
  take: (...key: string[]) => Promise<void>;
  /** How many tries were counted in the window that runs. */
  taken: (...key: string[]) => Promise<number>;
  /** A try that succeeded does not count. */
  giveBack: (...key: string[]) => Promise<void>;
  /** Forgets all tries of this key. */
  forget: (...key: string[]) => Promise<void>;
};

/** Counts in PostgreSQL, so that every server process counts together and a restart forgets nothing. */
export function createThrottle(pool: Pool, name: string, limit: Limit): Throttle {
  const limiter = new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: 'rate_limit',
    tableCreated: true,
    keyPrefix: name,
    points: limit.tries,
    duration: limit.windowSeconds,
  });
  return {
    take: async (...key) => {
      await limiter.consume(digest(key)).catch((reason: unknown) => {
        if (!(reason instanceof RateLimiterRes)) throw reason;
        throw new AppError('too-many-tries', { retryAfterSeconds: Math.max(1, Math.ceil(reason.msBeforeNext / 1000)) });
      });
    },
    taken: async (...key) => (await limiter.get(digest(key)))?.consumedPoints ?? 0,
    giveBack: async (...key) => {
      await limiter.reward(digest(key));
    },
    forget: async (...key) => {
      await limiter.delete(digest(key));
    },
  };
}

/** Keys hold what callers type: a digest bounds their size and keeps user names out of the table. */
const digest = (key: string[]): string => createHash('sha256').update(JSON.stringify(key)).digest('base64url');
