import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';

/** Written by asking alone: the record of refusals, limits. */
const MAY_CHANGE = ['audit_entry', 'rate_limit', '_prisma_migrations'];
/** An event gets its position some time after it was written, and a tablet is seen by its asking. */
const MAY_CHANGE_IN_ROWS = ['position', 'last_seen_at'];

/**
 * A digest of everything stored that an act could change: two that are equal say that nothing was done, not even half. It
 * knows no order of rows: to sort thousands of sign-ins took most of the time of the tests that ask for it.
 */
export async function digestOfRows(pool: Pool, mayChange: readonly string[] = MAY_CHANGE): Promise<string> {
  const { rows: tables } = await pool.query<{ name: string; columns: string }>(
    `SELECT table_name AS name, string_agg(format('%I', column_name), ', ' ORDER BY column_name) AS columns
     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND column_name <> ALL ($1) AND table_name <> ALL ($2)
     GROUP BY table_name`,
    [MAY_CHANGE_IN_ROWS, mayChange],
  );
  const parts = tables.map(
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
