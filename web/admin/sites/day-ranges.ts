import type { ClosedDay } from '#contract/closed-days.ts';

export type DayRange = { from: string; to: string; reason: string };

const nextDay = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** Days that follow one another for the same reason as one range, in order. @param cut a day at which a new range begins: what is past is not mixed with what is to come */
export function rangesOf(days: readonly ClosedDay[], cut: string): DayRange[] {
  return days.reduce<DayRange[]>((ranges, { day, reason }) => {
    const last = ranges.at(-1);
    if (last?.reason === reason && nextDay(last.to) === day && day !== cut)
      return [...ranges.slice(0, -1), { ...last, to: day }];
    return [...ranges, { from: day, to: day, reason }];
  }, []);
}
