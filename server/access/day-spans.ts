import { addDays, atMinute, weekdayOf, type LocalDay, type Span } from '../platform/calendar.ts';

/** A weekly rule: ISO weekday, minutes after local midnight. */
export type WeeklyRow = { weekday: number; fromMinute: number; toMinute: number };
/** A viewing window of a room: for children of one kind of care, or for everyone (null). */
export type WindowRow = WeeklyRow & { sessionKind: string | null };

/** How far ahead "it opens next" is looked for. */
const LOOK_AHEAD_DAYS = 14;

/** The spans of one local day, as instants, in order. A closed day has none. */
export function spansOfDay(
  rows: readonly WeeklyRow[],
  day: LocalDay,
  zone: string,
  closedDays: ReadonlySet<LocalDay>,
): Span[] {
  if (closedDays.has(day)) return [];
  const weekday = weekdayOf(day);
  return rows
    .filter((row) => row.weekday === weekday)
    .map((row) => ({ from: atMinute(day, row.fromMinute, zone), to: atMinute(day, row.toMinute, zone) }))
    .sort((a, b) => a.from.getTime() - b.from.getTime());
}

/** The first beginning after `now`; null when there is none within two weeks. */
export function nextBeginning(
  rows: readonly WeeklyRow[],
  today: LocalDay,
  zone: string,
  closedDays: ReadonlySet<LocalDay>,
  now: Date,
): Date | null {
  for (let ahead = 0; ahead < LOOK_AHEAD_DAYS; ahead += 1) {
    const span = spansOfDay(rows, addDays(today, ahead), zone, closedDays).find(({ from }) => from > now);
    if (span) return span.from;
  }
  return null;
}

/** The windows that are for everyone; none means all opening hours. */
export const windowsForAll = (windows: readonly WindowRow[]): WindowRow[] =>
  windows.filter(({ sessionKind }) => sessionKind === null);

/**
 * The windows of a child that comes today for these kinds of care: each kind's own, and for a kind without any those for
 * everyone.
 * @returns null when those for everyone are all there is to say
 */
export function windowsForKinds(windows: readonly WindowRow[], kinds: readonly string[]): WindowRow[] | null {
  const ofKinds = kinds.map((kind) => windows.filter(({ sessionKind }) => sessionKind === kind));
  if (ofKinds.every((own) => own.length === 0)) return null;
  const forAll = windowsForAll(windows);
  const rows = ofKinds.map((own) => (own.length === 0 ? forAll : own));
  return rows.some((own) => own.length === 0) ? null : [...new Set(rows.flat())];
}

export type CareRow = { classroomId: string; sessionKind: string; weekdays: readonly number[] };

/** For which kinds of care a child comes on that weekday: to this room, or to others when it does not come to this one. */
export function kindsOn(weekday: number, classroomId: string, enrolments: readonly CareRow[]): string[] {
  const today = enrolments.filter(({ weekdays }) => weekdays.includes(weekday));
  const here = today.filter((enrolment) => enrolment.classroomId === classroomId);
  return (here.length === 0 ? today : here).map(({ sessionKind }) => sessionKind);
}
