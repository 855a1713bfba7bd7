import type { ParentHome } from '#contract/live.ts';

/** What ends a view by the clock; null when it is none of what a parent can see here (a session, a paper that runs out). */
export type UntilReason = 'closing' | 'window' | 'minutes';

/** Minutes are written rounded, and the home may have been read before the view began. */
const TOLERANCE_MS = 150_000;
/** Several pictures at once use the minutes up the sooner. */
const VIEWS_AT_ONCE = [1, 2, 3, 4];

export function untilReason(
  until: string,
  day: ParentHome['children'][number]['day'],
  { now, minutes }: Pick<ParentHome, 'now' | 'minutes'>,
): UntilReason | null {
  const untilMs = Date.parse(until);
  const endsThen = ({ to }: { to: string }) => Date.parse(to) === untilMs;
  if (day.hours.some(endsThen)) return 'closing';
  if (day.windows.some(endsThen)) return 'window';
  if (minutes.limit === null) return null;
  const leftMs = (minutes.limit - minutes.used) * 60_000;
  const isUsedUpThen = (views: number) => Math.abs(Date.parse(now) + leftMs / views - untilMs) <= TOLERANCE_MS;
  return VIEWS_AT_ONCE.some(isUsedUpThen) ? 'minutes' : null;
}
