import type { EventType } from '../contract/events.ts';
import type { Db } from '../platform/database.ts';
import type { Recipient } from './recipient-store.ts';

/** A row of the log with its position. `payload` holds ids and plain facts, never names. */
export type StoredEvent = {
  position: number;
  type: EventType;
  at: Date;
  siteId: string | null;
  classroomId: string | null;
  childId: string | null;
  cameraId: string | null;
  userId: string | null;
  payload: Record<string, unknown>;
};

/** Any constant: all server processes take the same lock to number events. */
const NUMBERING_LOCK = 7_270_736;

/**
 * Gives committed events their positions: one after another, without gaps, under a lock that is held until the commit.
 * A sequence taken while inserting would not do: commit order is not sequence order, and a reader would skip a row that
 * commits late. The lock is taken by a statement of its own, so that the next one sees what its last holder wrote.
 */
export async function giveNumbers(db: Db): Promise<void> {
  await db.$executeRawUnsafe(GIVE_NUMBERS);
}

/** One asking, since everybody who is told of anything waits for it. Nobody holds the lock while there is nothing to number. */
const GIVE_NUMBERS = `DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM event WHERE position IS NULL) THEN
    PERFORM pg_advisory_xact_lock(${String(NUMBERING_LOCK)});
    UPDATE event SET position = fresh.position FROM (
      SELECT id, (SELECT coalesce(max(position), 0) FROM event) + row_number() OVER (ORDER BY id) AS position
      FROM event WHERE position IS NULL ORDER BY id LIMIT 5000) AS fresh
    WHERE event.id = fresh.id;
  END IF;
END $$`;

export async function highestNumber(db: Db): Promise<number> {
  const found = await db.event.aggregate({ _max: { position: true } });
  return Number(found._max.position ?? 0n);
}

export async function readNumbered(db: Db, after: number, limit: number): Promise<StoredEvent[]> {
  const rows = await db.event.findMany({
    where: { position: { gt: after } },
    orderBy: { position: 'asc' },
    take: limit,
  });
  return rows.map(stored);
}

/**
 * What may concern this recipient, as a filter for the database, so that a parent's feed reads the family's few rows and
 * not the site's thousands. Wider than what is seen: who sees what is judged afterwards, by eventFor.
 */
function concerning(recipient: Recipient) {
  const inSet = (ids: ReadonlySet<string>) => ({ in: [...ids] });
  return [
    { siteId: inSet(recipient.adminSiteIds) },
    { classroomId: inSet(recipient.staffClassroomIds) },
    { childId: inSet(recipient.childIds) },
    { childId: inSet(recipient.formerChildIds) },
    { classroomId: inSet(recipient.familyClassroomIds), childId: null },
    { siteId: inSet(recipient.familySiteIds), classroomId: null, childId: null },
    ...(recipient.userId === null ? [] : [{ userId: recipient.userId }]),
  ];
}

/** What happened since then has its place after this one, however long the log is before it; null when nothing has. */
async function positionBefore(db: Db, since: Date): Promise<number | null> {
  const first = await db.event.findFirst({
    where: { at: { gte: new Date(since.getTime() - OUT_OF_ORDER_MS) }, position: { not: null } },
    orderBy: { at: 'asc' },
    select: { position: true },
  });
  return first?.position ? Number(first.position) - 1 : null;
}

/** Places in the log are not quite in the order of time: a transaction takes its time, and a clock is set right. */
const OUT_OF_ORDER_MS = 3_600_000;

export async function readConcerning(
  db: Db,
  recipient: Recipient,
  range: { after: number; since?: Date },
  limit: number,
): Promise<StoredEvent[]> {
  const before = range.since ? await positionBefore(db, range.since) : 0;
  if (before === null) return [];
  const rows = await db.event.findMany({
    where: {
      position: { gt: Math.max(range.after, before) },
      ...(range.since && { at: { gte: range.since } }),
      OR: concerning(recipient),
    },
    orderBy: { position: 'asc' },
    take: limit,
  });
  return rows.map(stored);
}

type EventRow = Awaited<ReturnType<Db['event']['findMany']>>[number];
const stored = (row: EventRow): StoredEvent => ({
  position: Number(row.position),
  type: row.type as EventType,
  at: row.at,
  siteId: row.siteId,
  classroomId: row.classroomId,
  childId: row.childId,
  cameraId: row.cameraId,
  userId: row.userId,
  payload: row.payload as Record<string, unknown>,
});
