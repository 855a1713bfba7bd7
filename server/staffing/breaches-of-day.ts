import type { BreachKind, RoomLimits, RoomRule } from '../contract/room-standard.ts';
import type { RatioBreach } from './ratio-by-minute.ts';

/** As it was opened and closed; null: still open. */
export type ToldBreach = {
  kind: BreachKind;
  openedAt: Date;
  closedAt: Date | null;
  childrenCount: number;
  staffCount: number;
  limit: number;
  rule: RoomRule;
};
export type DayBreach = RatioBreach & { limit: number; rule: RoomRule; isTold: boolean };

/**
 * The breaches of a day: those that were told, by the limits of then; and of those found in the records as they are now,
 * by today's limits, the ones that touch none that was told (an offline tablet's, a corrected time's). Pure.
 */
export function breachesOfDay(
  told: readonly ToldBreach[],
  found: readonly RatioBreach[],
  { limits, from, to }: { limits: RoomLimits; from: Date; to: Date },
): DayBreach[] {
  const known = told.map(({ kind, openedAt, closedAt, childrenCount, staffCount, limit, rule }) => ({
    ...{ kind, limit, rule, isTold: true },
    from: openedAt > from ? openedAt : from,
    to: closedAt !== null && closedAt < to ? closedAt : to,
    ...{ children: childrenCount, staff: staffCount },
  }));
  const besides = found
    .filter(
      (breach) => !known.some((each) => each.kind === breach.kind && each.from < breach.to && each.to > breach.from),
    )
    .map((breach) => ({ ...breach, limit: limits[breach.kind].limit, rule: limits[breach.kind].rule, isTold: false }));
  return [...known, ...besides].sort((a, b) => a.from.getTime() - b.from.getTime());
}
