import type { LocalDay } from '../platform/calendar.ts';
import type { Language } from '../platform/table.ts';

/** Whole months from one day to the other; a birthday counts from its own day on. */
export function monthsBetween(bornOn: LocalDay, day: LocalDay): number {
  const [year = 0, month = 0, date = 0] = bornOn.split('-').map(Number);
  const [thisYear = 0, thisMonth = 0, thisDate = 0] = day.split('-').map(Number);
  return (thisYear - year) * 12 + thisMonth - month - (thisDate < date ? 1 : 0);
}

/** `2岁3个月` · `2 y 3 m`, as registers give the age of small children; null when no birthday is known, or it is yet to come. */
export function ageOn(bornOn: LocalDay | null, day: LocalDay, language: Language): string | null {
  if (bornOn === null || bornOn > day) return null;
  const months = monthsBetween(bornOn, day);
  const [years, rest] = [Math.floor(months / 12), months % 12];
  if (language === 'en') return `${String(years)} y ${String(rest)} m`;
  return years === 0 ? `${String(rest)}个月` : `${String(years)}岁${rest === 0 ? '' : `${String(rest)}个月`}`;
}
