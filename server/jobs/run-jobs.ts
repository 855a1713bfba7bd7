import type { Pool } from 'pg';
import { PgBoss } from 'pg-boss';
import type { Log } from '../platform/log.ts';

/** The queue that the migrations make, with its schedule of once a minute. */
const EVERY_MINUTE = 'every-minute';
/** How soon after the full minute its round begins, at the latest: until it is due and until it is fetched. */
const DUE_IS_LOOKED_FOR_EVERY_S = 10;
const FETCHED_EVERY_S = 2;
const STOPS_WITHIN_MS = 5_000;

export type JobDeps = { pool: Pool; log: Log };

/**
 * Runs `round` once a minute in one of however many server processes share the database. The queue is rows: a minute that no
 * server lived through is not made up for, a round that throws is tried again, one that a killed process left half done is
 * over after a minute. At most one waits, so nothing piles up while the database is slow.
 * `stop()` waits for a running round, five seconds at most.
 */
export async function runEveryMinute(
  { pool, log }: JobDeps,
  round: () => Promise<void>,
): Promise<{ stop: () => Promise<void> }> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    // The migrations have made its schema, and the service's role may change none of it.
    migrate: false,
    createSchema: false,
    reindex: false,
    monitorVacuum: false,
    registerInstance: false,
    cronMonitorIntervalSeconds: DUE_IS_LOOKED_FOR_EVERY_S,
    cronWorkerIntervalSeconds: FETCHED_EVERY_S,
  });
  boss.on('error', (error) => log.warn({ err: error }, 'the job queue could not be read or written; trying again'));
  boss.on('warning', ({ data }) => log.warn({ about: typeOf(data) }, 'the job queue warns'));
  await boss.start();
  await boss.work(EVERY_MINUTE, { pollingIntervalSeconds: FETCHED_EVERY_S }, async ([job]) => {
    try {
      await round();
    } catch (error) {
      log.error({ err: error, jobId: job?.id }, 'a round of the minute failed; it is tried again');
      throw error;
    }
  });
  return { stop: () => boss.stop({ graceful: true, timeout: STOPS_WITHIN_MS }) };
}

const typeOf = (data: unknown): unknown =>
  typeof data === 'object' && data !== null && 'type' in data ? data.type : null;
