import type { ChildId } from '../contract/ids.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { isAnyFromEntrance, leftSince } from './door-store.ts';

/** A child's day while nobody else can change it, as far as an arrival at the entrance depends on it. */
export type DaySoFar = {
  tx: Tx;
  before: { state: 'expected' | 'present' | 'left' };
  /** What was taken back included. */
  events: readonly { id: string; undoesId: string | null }[];
};

/**
 * An arrival opens the family's view, so a tap at the entrance makes one a day. Who was fetched comes again by a caregiver's
 * hand, and so does whoever's arrival at the entrance the room took back.
 * @param begunAt of the visit: it is void for a child that left since, past midnight, too
 * @throws AppError 'fetched-today' or 'arrival-undone'
 */
export async function requireFirstArrival(
  { tx, before, events }: DaySoFar,
  childId: ChildId,
  begunAt: Date,
): Promise<void> {
  if (before.state === 'left' || (await leftSince(tx, childId, begunAt))) throw new AppError('fetched-today');
  const replaced = events.flatMap(({ undoesId }) => undoesId ?? []);
  if (await isAnyFromEntrance(tx, replaced)) throw new AppError('arrival-undone');
}
