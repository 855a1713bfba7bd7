/**
 * A cell as every kind of file can write it: `day` holds `YYYY-MM-DD`, `stamp` `YYYY-MM-DD HH:MM`, `clock` minutes after
 * the midnight that began the day (more than 1440: on the day after), `text` what people wrote and `word` what we say, the
 * others numbers. null is empty.
 */
export type Cell = string | number | null;
export type CellKind = 'text' | 'word' | 'day' | 'clock' | 'stamp' | 'count' | 'hours' | 'halves';
export type Words = { zh: string; en: string };
export type Language = keyof Words;
export type Column = { head: Words; kind: CellKind; width: number };

const DAY_MINUTES = 1440;
const two = (n: number): string => String(n).padStart(2, '0');

/** As text, for files that know nothing else. `07:10+1` is ten past seven on the day after. */
export function cellText(value: Cell, kind: CellKind): string {
  if (value === null) return '';
  if (kind === 'hours') return Number(value).toFixed(2);
  if (kind !== 'clock') return String(value);
  const minute = Number(value) % DAY_MINUTES;
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}${Number(value) >= DAY_MINUTES ? '+1' : ''}`;
}

/** 95 → 1.58 */
export const hoursOf = (minutes: number): number => Math.round((minutes * 100) / 60) / 100;
