import type { Clock } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/database.ts';
import { insertNotifications } from './audience-store.ts';
import { eventsBetween, lockCursor, moveCursor, newestPosition } from './notifications-store.ts';
import { noticeOf, type NotedEvent } from './what-to-tell.ts';

/** So many events are read in one transaction. */
const EVENTS_AT_ONCE = 50;

export type DeriveDeps = {
  db: Db;
  now: Clock;
  /** So long after it happened a page has to say that it has shown what is not grave. */
  waitMs: number;
};

/**
 * Makes the notifications of what the event log holds since the last time. The log says what happened, in the transaction in
 * which it happened; how far it was read moves in the transaction that makes the notifications. So a process killed anywhere
 * in between leaves neither too few nor too many, and any number of processes make each of them once.
 */
export async function deriveNotifications(deps: DeriveDeps): Promise<void> {
  let isMore = true;
  while (isMore) isMore = await deps.db.$transaction((tx) => deriveSome(tx, deps));
}

async function deriveSome(tx: Tx, { now, waitMs }: DeriveDeps): Promise<boolean> {
  const after = await lockCursor(tx);
  const newest = await newestPosition(tx);
  if (newest <= after) return false;
  const events = await eventsBetween(tx, after, newest, EVENTS_AT_ONCE);
  for (const event of events) await notify(tx, event, now(), waitMs);
  const last = events.at(-1);
  const isMore = events.length === EVENTS_AT_ONCE && last !== undefined;
  await moveCursor(tx, isMore ? BigInt(last.position) : newest);
  return isMore;
}

async function notify(tx: Tx, event: NotedEvent, now: Date, waitMs: number): Promise<void> {
  const notice = noticeOf(event);
  if (notice === null) return;
  const dueAt = notice.isGrave ? now : new Date(event.at.getTime() + waitMs);
  await insertNotifications(tx, event, notice, { now, dueAt });
}
