import { WeeklySpan } from '#contract/hours.ts';
import type { AdminSay } from '../use-change.ts';

/** Refuses a week in which something is no time, or ends before it begins, before anything is sent. */
export const spansRule = (say: AdminSay) => ({
  validator: (_: unknown, spans: readonly WeeklySpan[] = []) => {
    const wrong = wrongIn(spans);
    return wrong === null ? Promise.resolve() : Promise.reject(new Error(say(wrong)));
  },
});

export function wrongIn(spans: readonly WeeklySpan[]): 'field_clock' | 'field_end-before-start' | null {
  if (spans.some(({ fromMinute, toMinute }) => Number.isNaN(fromMinute) || Number.isNaN(toMinute)))
    return 'field_clock';
  return spans.every((span) => WeeklySpan.safeParse(span).success) ? null : 'field_end-before-start';
}
