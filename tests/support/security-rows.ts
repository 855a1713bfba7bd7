import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';

/** Written by asking alone: the record of refusals, limits. */
const MAY_CHANGE = ['audit_entry', 'rate_limit', '_prisma_migrations'];

/** A digest of everything stored that an act could change: two that are equal say that nothing was done, not even half. */
export async function digestOfRows(pool: Pool, mayChange: readonly string[] = MAY_CHANGE): Promise<string> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
  );
  const parts = tables
    .filter(({ name }) => !mayChange.includes(name))
    .map(
      ({ name }) =>
        // an event gets its position some time after it was written, and a tablet is seen by its asking
        `SELECT '${name} ' || count(*) || ' ' || coalesce(md5(string_agg(r, ',' ORDER BY r)), '') AS line
         FROM (SELECT (to_jsonb(t) - 'position' - 'last_seen_at')::text AS r FROM "${name}" t) rows`,
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
