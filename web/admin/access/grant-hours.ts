import { useWords } from '../../shared/words/book.ts';
import { accessWords } from './words.ts';

const HOURS = [1, 2, 4, 8, 24, 72, 168] as const;
export const HOUR_MS = 3_600_000;
export const FIRST_HOURS = 2;

/** How long a grant may be given for. */
export function useHourOptions() {
  const say = useWords(accessWords);
  return HOURS.map((n) => ({ value: n, label: n < 24 ? say('hours', { n }) : say('days', { n: n / 24 }) }));
}
