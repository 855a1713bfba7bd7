import type { UserId } from '#contract/ids.ts';
import type { Attempts } from './attempts.ts';
import type { OutboxRecord } from './outbox-record.ts';

/** Records of this person, and those that wait for nobody's PIN, as far as they wait behind nobody else's. */
export function freeFor(records: readonly OutboxRecord[], actor: UserId | null): readonly OutboxRecord[] {
  return notBehind(records, ({ actorId }) => actorId === null || actorId === actor).free;
}

/**
 * What goes next: first what has failed least. One that the server fails on keeps back only what is about the same;
 * undefined while everything waits.
 */
export function nextToGo(free: readonly OutboxRecord[], attempts: Attempts): OutboxRecord | undefined {
  const { free: fresh, others } = notBehind(free, ({ id }) => attempts.timesOf(id) === 0);
  const failed = notBehind(others, ({ id }) => attempts.isDue(id)).free.filter(({ id }) => attempts.timesOf(id) > 0);
  return fresh[0] ?? failed.sort((a, b) => attempts.timesOf(a.id) - attempts.timesOf(b.id))[0];
}

/** Splits into those that may go and those that may not, or are about the same as an earlier one that may not. */
function notBehind(records: readonly OutboxRecord[], mayGo: (record: OutboxRecord) => boolean) {
  const waiting = new Set<string>();
  const free: OutboxRecord[] = [];
  const others: OutboxRecord[] = [];
  for (const record of records) {
    const isFree = mayGo(record) && !record.orderKeys.some((key) => waiting.has(key));
    if (!isFree) record.orderKeys.forEach((key) => waiting.add(key));
    (isFree ? free : others).push(record);
  }
  return { free, others };
}
