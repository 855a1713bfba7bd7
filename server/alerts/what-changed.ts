import type { StandingAlert } from './standing-alert.ts';

type Told = { id: string; key: string; clearedAt: Date | null; escalatedAt: Date | null };

/**
 * What a look at the clock finds to do: pure. What stands is told once; one that was cleared and stands again, because its
 * answer was taken back, once more. An open one that stands no more is cleared; one that still stands when its time is up
 * goes to the director.
 */
export function whatChanged<T extends Told>(
  standing: readonly StandingAlert[],
  told: readonly T[],
  now: Date,
): { raise: StandingAlert[]; escalate: T[]; clear: T[] } {
  const known = new Set(told.map(({ key }) => key));
  const byKey = toldByKey(standing, told);
  const open = told.filter(({ clearedAt }) => clearedAt === null);
  const isUp = ({ key, escalatedAt }: T): boolean => {
    const at = byKey.get(key)?.escalatesAt ?? null;
    return escalatedAt === null && at !== null && at <= now;
  };
  return {
    raise: [...byKey.values()].filter(({ key }) => !known.has(key)),
    escalate: open.filter(isUp),
    clear: open.filter(({ key }) => !byKey.has(key)),
  };
}

/**
 * Each alert under the key by which it is told: its own, or, when that was told and cleared before, one that names the row
 * that was cleared. So there is never more than one row of what stands, and never none. Pure.
 */
export function toldByKey(
  standing: readonly StandingAlert[],
  told: readonly Pick<Told, 'id' | 'key' | 'clearedAt'>[],
): ReadonlyMap<string, StandingAlert> {
  const clearedIds = new Map(told.flatMap(({ id, key, clearedAt }) => (clearedAt === null ? [] : [[key, id]])));
  const keyNow = (key: string): string => {
    const cleared = clearedIds.get(key);
    return cleared === undefined ? key : keyNow(`${key}:${cleared}`);
  };
  return new Map(standing.map((alert) => [keyNow(alert.key), { ...alert, key: keyNow(alert.key) }]));
}
