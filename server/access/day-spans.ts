import { addDays, atMinute, weekdayOf, type LocalDay, type Span } from '../platform/calendar.ts';

/** A weekly rule: ISO weekday, minutes after local midnight. */
export type WeeklyRow = { weekday: number; fromMinute: number; toMinute: number };

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
