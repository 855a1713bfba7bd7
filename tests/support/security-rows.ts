import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';

/** Written by asking alone: the record of refusals, limits. */
const MAY_CHANGE = ['audit_entry', 'rate_limit', '_prisma_migrations'];
/** An event gets its position some time after it was written, and a tablet is seen by its asking. */
const MAY_CHANGE_IN_ROWS = ['position', 'last_seen_at'];

type Table = { name: string; columns: string };
/** To ask a database for its tables takes longer than to read them: each is asked once. */
const tablesOf = new WeakMap<Pool, Promise<Table[]>>();

async function readTables(pool: Pool): Promise<Table[]> {
  const { rows } = await pool.query<Table>(
    `SELECT table_name AS name, string_agg(format('%I', column_name), ', ' ORDER BY column_name) AS columns
     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = 'public' AND column_name <> ALL ($1) GROUP BY table_name`,
    [MAY_CHANGE_IN_ROWS],
  );
  return rows;
}

/**
 * A digest of everything stored that an act could change: two that are equal say that nothing was done, not even half. It
 * knows no order of rows: to sort thousands of sign-ins took most of the time of the tests that ask for it.
 */
export async function digestOfRows(pool: Pool, mayChange: readonly string[] = MAY_CHANGE): Promise<string> {
  const tables = tablesOf.get(pool) ?? readTables(pool);
  tablesOf.set(pool, tables);
  const parts = (await tables)
    .filter(({ name }) => !mayChange.includes(name))
    .map(
      ({ name, columns }) =>
        `SELECT '${name} ' || count(*) || ' ' || coalesce(sum(hashtextextended(ROW(${columns})::text, 0)), 0) AS line
         FROM "${name}"`,
    );
  const { rows } = await pool.query<{ line: string }>(parts.join(' UNION ALL '));
  // The parts may be worked out beside one another, and come in any order.
  return rows
    .map(({ line }) => line)
    .sort()
    .join('\n');
}

/** The digest once what follows a change by itself (a camera's state, for one) has been written. */
export async function settledDigest(pool: Pool): Promise<string> {
  for (let before = ''; ;) {
    const now = await digestOfRows(pool);
    if (now === before) return now;
    before = now;
    await sleep(150);
  }
}
