import { NOTIFYING_EVENTS, type NotificationChannel, type NotificationKind } from '../contract/notifications.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { NotedEvent } from './what-to-tell.ts';

/** One that is due, as whoever tries it holds it. */
export type DueNotification = {
  id: string;
  position: bigint;
  userId: string;
  channel: NotificationChannel;
  targetId: string;
  kind: NotificationKind;
  isGrave: boolean;
  attempts: number;
};

export type Outcome = 'sent' | 'seen' | 'muted' | 'no-right' | 'gone' | 'refused' | 'given-up';

/** How far the log was read; held until the transaction ends, so that one process at a time goes on from there. */
export async function lockCursor(tx: Tx): Promise<bigint> {
  const [row] = await tx.$queryRaw<{ position: bigint }[]>`SELECT position FROM notification_cursor FOR UPDATE`;
  if (row === undefined) throw new Error('notification_cursor has no row');
  return row.position;
}

export async function moveCursor(tx: Tx, position: bigint): Promise<void> {
  await tx.notificationCursor.update({ where: { id: 1 }, data: { position } });
}

/** Until where the log may be read now: every position up to it is taken, and its event to be seen. */
export async function newestPosition(tx: Tx): Promise<bigint> {
  const { _max: newest } = await tx.event.aggregate({ _max: { position: true } });
  return newest.position ?? 0n;
}

const NOTED = { position: true, type: true, at: true, siteId: true, childId: true, payload: true } as const;
type EventRow = Pick<NotedEvent, 'type' | 'at' | 'siteId' | 'childId'> & { position: bigint | null; payload: unknown };
const noted = ({ position, payload, ...row }: EventRow): NotedEvent => ({
  ...row,
  position: Number(position),
  payload: payload as Record<string, unknown>,
});

export async function eventsBetween(tx: Tx, after: bigint, upTo: bigint, limit: number): Promise<NotedEvent[]> {
  const where = { position: { gt: after, lte: upTo }, type: { in: [...NOTIFYING_EVENTS] } };
  const rows = await tx.event.findMany({ where, select: NOTED, orderBy: { position: 'asc' }, take: limit });
  return rows.map(noted);
}

export async function findEvent(db: Db | Tx, position: bigint): Promise<NotedEvent | null> {
  const row = await db.event.findUnique({ where: { position }, select: NOTED });
  return row && noted(row);
}

/** The ones that are due, the grave first: tried once more by whoever gets them, and by nobody else before `leaseUntil`. */
export function claimDue(db: Db, now: Date, leaseUntil: Date, limit: number): Promise<DueNotification[]> {
  return db.$queryRaw<DueNotification[]>`
    UPDATE notification SET attempts = attempts + 1, next_at = ${leaseUntil}
    WHERE id IN (SELECT id FROM notification WHERE done_at IS NULL AND next_at <= ${now}
      ORDER BY is_grave DESC, next_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING id, position, user_id AS "userId", channel, target_id AS "targetId", kind, is_grave AS "isGrave", attempts`;
}

export async function markDone(db: Db, id: string, outcome: Outcome, doneAt: Date): Promise<void> {
  await db.notification.update({ where: { id }, data: { outcome, doneAt } });
}

export async function tryAgainAt(db: Db, id: string, nextAt: Date): Promise<void> {
  await db.notification.update({ where: { id }, data: { nextAt } });
}

export async function nextDue(db: Db): Promise<Date | null> {
  const { _min: first } = await db.notification.aggregate({ where: { doneAt: null }, _min: { nextAt: true } });
  return first.nextAt;
}

export const wasSeen = async (db: Db, position: bigint, userId: string): Promise<boolean> =>
  (await db.notificationSeen.findUnique({ where: { position_userId: { position, userId } } })) !== null;

/** Kept of an event of the last minutes alone: later nobody asks. Said again changes nothing. */
export async function insertSeen(db: Db, position: number, userId: string, at: Date, since: Date): Promise<void> {
  await db.$executeRaw`
    INSERT INTO notification_seen (position, user_id, at)
    SELECT position, ${userId}::uuid, ${at} FROM event
    WHERE position = ${BigInt(position)} AND type = ANY(${[...NOTIFYING_EVENTS]}) AND at >= ${since}
    ON CONFLICT DO NOTHING`;
}

/** What nobody asks for any more; so many at a time. */
export async function deleteOld(db: Db, before: Date, endedBefore: Date): Promise<void> {
  await db.$executeRaw`DELETE FROM notification WHERE id IN
    (SELECT id FROM notification WHERE done_at < ${before} LIMIT 1000)`;
  await db.$executeRaw`DELETE FROM notification_seen WHERE at < ${endedBefore}`;
  await db.$executeRaw`DELETE FROM email_code WHERE expires_at < ${endedBefore}`;
  await db.$executeRaw`DELETE FROM push_subscription ps USING session se
    WHERE se.id = ps.session_id AND (se.ended_at < ${endedBefore} OR se.expires_at < ${endedBefore})`;
}
