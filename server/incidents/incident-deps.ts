import type { Pool } from 'pg';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import { createThrottle, type Throttle } from '../platform/throttle.ts';

export type IncidentDeps = { db: Db; now: Clock };

export type FlagDeps = IncidentDeps & {
  /** Flags of one tablet that nobody's PIN stands for. */
  unproven: Throttle;
};

/** A hard day of a full room has not so many; a tablet in a stranger's hands would. A flag with a PIN is never refused. */
const UNPROVEN_LIMIT = { tries: 30, windowSeconds: 600 };

export const createFlagThrottle = (pool: Pool): Throttle => createThrottle(pool, 'incident-flag', UNPROVEN_LIMIT);
