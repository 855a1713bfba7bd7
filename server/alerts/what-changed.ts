import type { StandingAlert } from './alert-source.ts';

type Told = { key: string; clearedAt: Date | null; escalatedAt: Date | null };

/**
 * What a look at the clock finds to do: pure. A key that was told is never told again, answered or not; an open one that
 * stands no more is cleared; one that still stands when its time is up goes to the director.
 */
export function whatChanged<T extends Told>(
  standing: readonly StandingAlert[],
  told: readonly T[],
  now: Date,
): { raise: StandingAlert[]; escalate: T[]; clear: T[] } {
  const known = new Set(told.map(({ key }) => key));
  const byKey = new Map(standing.map((alert) => [alert.key, alert]));
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
