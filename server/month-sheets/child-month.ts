import { deriveDay } from '../attendance/derive-day.ts';
import type { MonthSums } from '../contract/month-sheets.ts';
import { addDays, weekdayOf, type LocalDay } from '../platform/calendar.ts';
import { childDay, type DaySheet } from './child-day.ts';
import type { ChildFacts, MonthEvent, SiteMonth } from './month-facts.ts';

export type ChildMonth = { days: DaySheet[]; sums: MonthSums };

/**
 * Each day of a child's month and their sums. Pure: neither the order in which events come nor events that come twice
 * matter. A stay that goes on over midnight, at a site that is open then, counts wholly for the day on which it began; so
 * the records of the days before and after the month are needed too.
 */
export function childMonth(facts: ChildFacts, site: SiteMonth): ChildMonth {
  const byDay = Map.groupBy(facts.events, ({ day }) => day);
  const days: DaySheet[] = [];
  const first = site.days[0] ?? '';
  for (const day of [addDays(first, -1), ...site.days]) {
    const own = byDay.get(day) ?? [];
    const next = own.length > 0 ? goneAfterMidnight(own, day, byDay, site) : [];
    if (next.length > 0) {
      const taken = new Set(next.map(({ id }) => id));
      const after = addDays(day, 1);
      byDay.set(
        after,
        (byDay.get(after) ?? []).filter(({ id }) => !taken.has(id)),
      );
    }
    if (day >= first) days.push(childDay(day, [...own, ...next], facts, site));
  }
  return { days, sums: sumsOf(days) };
}

/** Departures recorded for the next day that end a stay of this one: only where the site is open over that midnight. */
function goneAfterMidnight(
  own: readonly MonthEvent[],
  day: LocalDay,
  byDay: ReadonlyMap<LocalDay, readonly MonthEvent[]>,
  { overnightWeekdays }: SiteMonth,
): MonthEvent[] {
  if (!overnightWeekdays.has(weekdayOf(day))) return [];
  const following = byDay.get(addDays(day, 1));
  if (!following || deriveDay(own).stays.at(-1)?.to !== null) return [];
  return deriveDay(following)
    .conflicts.filter(({ kind }) => kind === 'out-without-in')
    .map(({ event }) => event);
}

export const NO_SUMS: MonthSums = {
  plannedDays: 0,
  fullDays: 0,
  halfDays: 0,
  openDays: 0,
  minutes: 0,
  hourlyMinutes: 0,
  lateDays: 0,
  lateMinutes: 0,
  reportedDays: 0,
  unreportedDays: 0,
  correctedDays: 0,
  conflictDays: 0,
};

export function sumsOf(days: readonly DaySheet[]): MonthSums {
  const sums = { ...NO_SUMS };
  for (const day of days.filter(({ isCounted }) => isCounted)) {
    if (day.isOwed) sums.plannedDays += 1;
    if (day.mark === 'full') sums.fullDays += 1;
    if (day.mark === 'half') sums.halfDays += 1;
    if (day.mark === 'open') sums.openDays += 1;
    if (day.isOwed && day.mark === 'absent-reported') sums.reportedDays += 1;
    if (day.mark === 'absent-unreported') sums.unreportedDays += 1;
    if (day.lateMinutes > 0) sums.lateDays += 1;
    if (day.isCorrected) sums.correctedDays += 1;
    if (day.conflicts.length > 0) sums.conflictDays += 1;
    sums.minutes += day.minutes;
    sums.hourlyMinutes += day.hourlyMinutes;
    sums.lateMinutes += day.lateMinutes;
  }
  return sums;
}

const SUMMED = Object.keys(NO_SUMS) as (keyof MonthSums)[];

export function addSums(a: MonthSums, b: MonthSums): MonthSums {
  const sums = { ...a };
  for (const key of SUMMED) sums[key] += b[key];
  return sums;
}
