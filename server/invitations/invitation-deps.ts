import type { Pool } from 'pg';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { OnFactsChanged } from '../platform/effects.ts';
import { createThrottle, type Limit, type Throttle } from '../platform/throttle.ts';

export type InvitationDeps = {
  db: Db;
  now: Clock;
  onFactsChanged: OnFactsChanged;
  /** Per address, of those who hold a link or guess at one. */
  throttle: Throttle;
};

/** A whole office shares one address, so only what fails counts. */
export const JOIN_LIMIT: Limit = { tries: 40, windowSeconds: 900 };

export const createJoinThrottle = (pool: Pool, limit: Limit = JOIN_LIMIT): Throttle =>
  createThrottle(pool, 'join', limit);
