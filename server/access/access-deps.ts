import type { Pool } from 'pg';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import type { OnFactsChanged } from '../platform/effects.ts';

export type AccessDeps = {
  db: Db;
  log: Pick<Log, 'error'>;
  /** The rule's facts are read by prepared statements, past Prisma. */
  pool: Pool;
  now: Clock;
  onFactsChanged: OnFactsChanged;
};

/** What the use cases that change a right need. */
export type RightsDeps = Omit<AccessDeps, 'pool' | 'log'>;
