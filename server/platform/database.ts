import { PrismaPg } from '@prisma/adapter-pg';
import { Pool, type PoolConfig } from 'pg';
import { PrismaClient } from '../../prisma/generated/client.ts';
import type { Prisma } from '../../prisma/generated/client.ts';

/** Connections of one server process; PostgreSQL's default allows 100 in all. */
const POOL_SIZE = 16;
/** Enough to keep two processors busy with the viewing rule's question, which is asked in bursts. */
const RULE_POOL_SIZE = 4;
/** A query that takes longer is broken; a view that waits for it must not be renewed by it. */
const STATEMENT_TIMEOUT_MS = 15_000;

export type Db = PrismaClient;
export type Tx = Prisma.TransactionClient;

export type Database = {
  db: Db;
  pool: Pool;
  /**
   * For the viewing rule's facts alone. Its connections stay, and plan each statement once: that costs several times what
   * running it does, and PostgreSQL would do so again for the first five times on every connection.
   */
  rulePool: Pool;
  close: () => Promise<void>;
};

/** One pool for Prisma and for what needs plain SQL (rate limits, LISTEN). `url` is a PostgreSQL address. */
export function openDatabase(url: string): Database {
  const pool = openPool(url, { max: POOL_SIZE });
  const plannedOnce = { options: '-c plan_cache_mode=force_generic_plan', idleTimeoutMillis: 0 };
  const rulePool = openPool(url, { max: RULE_POOL_SIZE, ...plannedOnce });
  const db = new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: 'minimal' }); // the others print what was to be written
  return {
    db,
    pool,
    rulePool,
    close: async () => {
      await db.$disconnect();
      await rulePool.end();
      await pool.end().catch(() => undefined); // the adapter may have ended it already
    },
  };
}

function openPool(url: string, more: PoolConfig): Pool {
  const limits = { statement_timeout: STATEMENT_TIMEOUT_MS, connectionTimeoutMillis: 5_000 };
  const pool = new Pool({ connectionString: url, ...limits, ...more });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}
