import type { WeeklySpan } from '#contract/hours.ts';

export type WeekLine = { first: number; last: number; spans: readonly WeeklySpan[] };

/** A week in as few lines as say it: days in a row that have the same hours share one; days without any have none. */
export function weekLines(spans: readonly WeeklySpan[]): WeekLine[] {
  const days = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    own: spans.filter((span) => span.weekday === weekday).sort((a, b) => a.fromMinute - b.fromMinute),
  }));
  return days.reduce<WeekLine[]>((lines, { weekday, own }) => {
    if (own.length === 0) return lines;
    const before = lines.at(-1);
    if (before?.last === weekday - 1 && isSame(before.spans, own))
      return [...lines.slice(0, -1), { ...before, last: weekday }];
    return [...lines, { first: weekday, last: weekday, spans: own }];
  }, []);
}

const isSame = (a: readonly WeeklySpan[], b: readonly WeeklySpan[]): boolean =>
  a.map(({ fromMinute, toMinute }) => `${fromMinute}-${toMinute}`).join() ===
  b.map(({ fromMinute, toMinute }) => `${fromMinute}-${toMinute}`).join();
