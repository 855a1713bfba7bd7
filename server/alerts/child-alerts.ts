import type { AlertKind } from '../contract/alerts.ts';
import type { LocalDay } from '../platform/calendar.ts';
import type { StandingAlert } from './standing-alert.ts';
import type { ExpectedDay, ExpectedSpan } from './expected-day.ts';

/** Minutes, as the site has set them. */
export type AlertSettings = { lateAfterMinutes: number; absentAfterMinutes: number; stayAfterMinutes: number };

/** Where the child is, as attendance derives it from the day's events. */
export type Whereabouts = { state: 'expected' | 'present' | 'left'; classroomId: string | null; at: Date | null };

export type ChildDay = { childId: string; day: LocalDay; expected: ExpectedDay; is: Whereabouts };

/** Care by the hour or by half days: who stays longer takes a place that was not booked. All others are fetched late. */
const BOOKED_UNTIL: readonly string[] = ['hourly', 'occasional', 'half_day'];

/**
 * What nobody has answered yet about one child at `now`: that it has not come, or that it is still here. Pure. At most one
 * stands at a time; `late` gives way to `absent`, and both end with the session they are about.
 */
export function childAlerts(child: ChildDay, settings: AlertSettings, now: Date): StandingAlert[] {
  const found = child.is.state === 'present' ? stillHere(child, settings, now) : notHere(child, settings, now);
  return found === null ? [] : [found];
}

function notHere({ expected, is, ...child }: ChildDay, settings: AlertSettings, now: Date): StandingAlert | null {
  if (expected.isExcused) return null;
  const span = expected.spans.findLast(({ from, to }) => from !== null && from <= now && (to === null || now < to));
  if (!span?.from || hasCome(is, span, span === expected.spans[0])) return null;
  const minutes = (now.getTime() - span.from.getTime()) / 60_000;
  if (minutes < Math.min(settings.lateAfterMinutes, settings.absentAfterMinutes)) return null;
  const kind = minutes >= settings.absentAfterMinutes ? 'absent' : 'late';
  return alertOf(child, { kind, classroomId: span.classroomId, minute: span.fromMinute, dueAt: span.from });
}

/** Whoever left after it began has been there; for the first of the day it is enough to have come at all. */
const hasCome = ({ state, at }: Whereabouts, { from }: ExpectedSpan, isFirst: boolean): boolean =>
  state === 'left' && (isFirst || (at !== null && from !== null && at > from));

function stillHere({ expected, is, ...child }: ChildDay, settings: AlertSettings, now: Date): StandingAlert | null {
  const graceMs = settings.stayAfterMinutes * 60_000;
  const isOver = (end: Date | null): end is Date => end !== null && now.getTime() >= end.getTime() + graceMs;
  const { spans, closesAt, closesMinute } = expected;
  if (is.classroomId === null) return null;
  const { classroomId } = is;
  if (spans.length === 0) {
    if (!isOver(closesAt)) return null;
    return alertOf(child, { kind: 'late_pickup', classroomId, minute: closesMinute ?? 0, dueAt: closesAt });
  }
  if (spans.some(({ from, to }) => (from === null || from <= now) && !isOver(to))) return null;
  const ended = spans
    .filter(({ to }) => isOver(to))
    .sort((a, b) => a.toMinute - b.toMinute)
    .at(-1);
  if (!ended?.to) return null; // it came before its first session
  const kind = BOOKED_UNTIL.includes(ended.kind) && !ended.isAnnounced ? 'overstay' : 'late_pickup';
  return alertOf(child, { kind, classroomId, minute: ended.toMinute, dueAt: ended.to });
}

type Found = { kind: AlertKind; classroomId: string; minute: number; dueAt: Date };

const alertOf = (
  { childId, day }: Pick<ChildDay, 'childId' | 'day'>,
  { kind, classroomId, minute, dueAt }: Found,
): StandingAlert => ({
  kind,
  key: `${kind}:${childId}:${day}:${String(minute)}`,
  classroomId,
  childId,
  taskId: null,
  dueAt,
  escalatesAt: null,
});
