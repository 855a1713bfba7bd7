import { overlapIn, WeeklySpan, type ViewingWindow } from '#contract/hours.ts';
import type { AdminSay } from '../use-change.ts';

type Fault = 'field_clock' | 'field_end-before-start' | 'field_overlap';

/** Refuses a week in which something is no time, ends before it begins, or overlaps, before anything is sent. */
export const spansRule = (say: AdminSay) => ({
  validator: (_: unknown, spans: readonly WeeklySpan[] = []) => {
    const wrong = wrongIn(spans);
    return wrong === null ? Promise.resolve() : Promise.reject(new Error(say(wrong)));
  },
});

export function wrongIn(spans: readonly WeeklySpan[]): Fault | null {
  if (spans.some(({ fromMinute, toMinute }) => Number.isNaN(fromMinute) || Number.isNaN(toMinute)))
    return 'field_clock';
  if (!spans.every((span) => WeeklySpan.safeParse(span).success)) return 'field_end-before-start';
  return overlapIn(spans) === -1 ? null : 'field_overlap';
}

/** Which windows lie wholly or partly in hours in which the site is closed: there nobody watches, whatever they say. */
export const outsideHours = (windows: readonly ViewingWindow[], hours: readonly WeeklySpan[]): ViewingWindow[] =>
  windows.filter((window) => wrongIn([window]) === null && !isCovered(window, hours));

function isCovered({ weekday, fromMinute, toMinute }: WeeklySpan, hours: readonly WeeklySpan[]): boolean {
  const open = hours.filter((span) => span.weekday === weekday).sort((a, b) => a.fromMinute - b.fromMinute);
  // Hours that follow one another without a break are as good as one.
  const reached = open.reduce(
    (until, span) => (span.fromMinute <= until ? Math.max(until, span.toMinute) : until),
    fromMinute,
  );
  return reached >= toMinute;
}
