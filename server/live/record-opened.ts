import type { Pool, PoolClient } from 'pg';
import { auditRows } from '../audit/audit-store.ts';
import { eventRows } from '../events/append-event.ts';
import type { Clock } from '../platform/clock.ts';
import { type Insert, insertStatement } from '../platform/insert-rows.ts';
import type { Opening } from './live-deps.ts';
import type { Viewer } from './viewers.ts';
import { idsOf, watchingChanged } from './viewing-session-store.ts';

/**
 * Row, audit and event of a view that opens, in one transaction, before its first packet can leave. Views of one person
 * are written one after another and dated in that order, in whatever process: of several that open at once it is then
 * the same ones that are too many, whoever asks. Somebody waits for the picture meanwhile: the database is asked four
 * times, and not the seven that Prisma makes of it (README, decisions).
 */
export async function recordOpened(pool: Pool, opening: Opening, now: Clock): Promise<void> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const at = await laterThanTheOthers(client, opening.viewer.userId, now());
    await client.query(insertStatement(rowsOf(opening, at)));
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch((cause: unknown) => (broken = new Error('no rollback', { cause })));
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Begins, and waits for this person's other views. No two that run bear the same instant, for it is what orders them. */
async function laterThanTheOthers(client: PoolClient, userId: string, at: Date): Promise<Date> {
  // In two statements: what the second sees has to be of after the wait.
  await client.query(`BEGIN; SELECT FROM "user" WHERE id = ${client.escapeLiteral(userId)}::uuid FOR UPDATE`);
  const { rows } = await client.query<{ newest: Date | null }>({
    name: 'newest-view',
    text: 'SELECT max(opened_at) AS newest FROM viewing_session WHERE user_id = $1 AND ended_at IS NULL',
    values: [userId],
  });
  return new Date(Math.max(at.getTime(), (rows[0]?.newest?.getTime() ?? 0) + 1));
}

function rowsOf({ viewer, leaseMs, day, reason }: Opening, at: Date): Insert[] {
  const details = { viewId: viewer.viewId, ...(reason !== null && { reason }) };
  const isLookReasoned = reason !== null && viewer.viewedAs === 'staff';
  return [
    auditRows([{ action: 'view-opened', at, ...idsOf(viewer), details }]),
    eventRows([watchingChanged(viewer, at), ...(isLookReasoned ? [lookReasoned(viewer, at)] : [])]),
    {
      table: 'viewing_session',
      columns: COLUMNS,
      rows: [{ ...viewer, id: viewer.viewId, openedAt: at, leaseUntil: new Date(at.getTime() + leaseMs), day }],
    },
  ];
}

const COLUMNS = [
  ...['id', 'userId', 'cameraId', 'childId', 'viewedAs', 'openedAt', 'leaseUntil', 'address', 'userAgent', 'day'],
] as const;

const lookReasoned = (viewer: Viewer, at: Date) => ({
  ...watchingChanged(viewer, at),
  type: 'look:reasoned' as const,
  userId: viewer.userId,
  payload: { viewId: viewer.viewId, by: viewer.userId },
});
