import { STANDING } from '../access/family-scope.ts';
import type { Db, Tx } from '../platform/database.ts';

/** Of a guardianship: it is neither withdrawn nor blocked, and its person may sign in. */
export const RIGHT_STANDS = { ...STANDING, user: { suspendedAt: null } } as const;

export const isStandingGuardian = async (db: Db | Tx, userId: string, childId: string): Promise<boolean> =>
  (await db.guardianship.count({ where: { userId, childId, ...RIGHT_STANDS } })) === 1;

/** Whose families are to be told, each since somebody of it has the right that stands: given, or given back. */
export type ToldSince = ReadonlyMap<string, Date>;

/**
 * As the database remembers it (see the migration row_history). Of several guardians the one who has had it longest counts.
 * A child whose family has nobody is not in it.
 */
export async function toldSince(db: Db | Tx, childIds: readonly string[]): Promise<ToldSince> {
  const rows = await db.$queryRaw<{ childId: string; since: Date }[]>`
    SELECT g.child_id AS "childId", coalesce(min(greatest(
        (SELECT coalesce(max(was.valid_to) FILTER (WHERE was.row->>'withdrawn_at' IS NOT NULL
            OR was.row->>'custody_blocked_at' IS NOT NULL), min(was.valid_from))
          FROM row_history was WHERE was.table_name = 'guardianship' AND was.row_key = g.id::text),
        (SELECT max(was.valid_to) FILTER (WHERE was.row->>'suspended_at' IS NOT NULL)
          FROM row_history was WHERE was.table_name = 'user' AND was.row_key = g.user_id::text))),
      to_timestamp(0)) AS since
    FROM guardianship g JOIN "user" ON "user".id = g.user_id
    WHERE g.child_id = ANY(${[...childIds]}::uuid[]) AND g.withdrawn_at IS NULL AND g.custody_blocked_at IS NULL
      AND "user".suspended_at IS NULL
    GROUP BY g.child_id`;
  return new Map(rows.map(({ childId, since }) => [childId, since]));
}
