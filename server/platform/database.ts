import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { PrismaClient } from '../../prisma/generated/client.ts';
import type { Prisma } from '../../prisma/generated/client.ts';

/** Connections of one server process; PostgreSQL's default allows 100 in all. */
const POOL_SIZE = 16;
/** A query that takes longer is broken; a view that waits for it must not be renewed by it. */
const STATEMENT_TIMEOUT_MS = 15_000;

export type Db = PrismaClient;
export type Tx = Prisma.TransactionClient;

export type Database = { db: Db; pool: Pool; close: () => Promise<void> };

/** One pool for Prisma and for what needs plain SQL (rate limits, LISTEN). `url` is a PostgreSQL address. */
export function openDatabase(url: string): Database {
  const pool = new Pool({
    connectionString: url,
    max: POOL_SIZE,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    connectionTimeoutMillis: 5_000,
  });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  const db = new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: 'minimal' }); // the others print what was to be written
  return {
    db,
    pool,
    close: async () => {
      await db.$disconnect();
      await pool.end().catch(() => undefined); // the adapter may have ended it already
    },
  };
}
