import type { Pool } from 'pg';
import type { ActAs } from '../contract/sign-in.ts';
import type { z } from 'zod';
import type { AskingDevice } from '../platform/asking.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import { createThrottle, type Throttle } from '../platform/throttle.ts';
import type { Sealer } from '../platform/sealer.ts';

export type ConcernDeps = {
  db: Db;
  now: Clock;
  /** What was written, at rest. */
  sealer: Sealer;
  /** Of one person. */
  throttle: Throttle;
  /**
   * The tablets' own judgement of a PIN of somebody who works in its room; who acts there stays who they were.
   * @throws AppError 'wrong-pin' or 'too-many-tries'
   */
  provePin: (asking: AskingDevice, by: z.output<typeof ActAs>) => Promise<void>;
};

/** Nobody has so much to report; a script has. */
const REPORT_LIMIT = { tries: 20, windowSeconds: 3_600 };

export const createReportThrottle = (pool: Pool): Throttle => createThrottle(pool, 'concern', REPORT_LIMIT);
