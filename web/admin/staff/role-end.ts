import type { Role } from '#contract/people.ts';

const DAY_MS = 86_400_000;
const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** The next time that this day of the year comes, today included. @param monthDay MM-DD */
const next = (today: string, monthDay: string): string => {
  const year = Number(today.slice(0, 4));
  const thisYear = `${String(year)}-${monthDay}`;
  return thisYear >= today ? thisYear : `${String(year + 1)}-${monthDay}`;
};

export type EndPreset = { key: 'days7' | 'days14' | 'days30' | 'days60' | 'winter' | 'summer'; day: string };

/** Usual ends: an inspection lasts days or weeks, students help through a school holiday. @param today YYYY-MM-DD */
export function endPresets(role: Role, today: string): EndPreset[] {
  if (role === 'volunteer') {
    return [
      { key: 'days14', day: plusDays(today, 14) },
      { key: 'winter', day: next(today, '02-28') },
      { key: 'summer', day: next(today, '08-31') },
    ];
  }
  return [
    { key: 'days7', day: plusDays(today, 7) },
    { key: 'days30', day: plusDays(today, 30) },
    { key: 'days60', day: plusDays(today, 60) },
  ];
}

/** The last day that may be chosen. */
export const lastEnd = (today: string, daysAhead: number): string => plusDays(today, daysAhead - 1);
