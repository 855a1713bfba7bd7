import type { OpenIncident } from '#contract/incidents.ts';
import { duration } from '../../shared/time.ts';
import { useNow } from '../../shared/use-now.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { incidentHistoryWords } from './history-words.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
const LOOKED_EVERY_MS = 20_000;

/** The time that is over first, in words; null when none runs. It is over by the clock of this page, before the server says so. */
export function useDue({ due: [first] }: Pick<OpenIncident, 'due'>): { words: string; isOver: boolean } | null {
  const say = useWords(incidentHistoryWords);
  const language = useLanguage();
  const now = useNow(LOOKED_EVERY_MS);
  if (!first) return null;
  const leftMinutes = Math.floor((Date.parse(first.at) - now.getTime()) / MINUTE_MS);
  if (first.isOver || leftMinutes <= 0) {
    const over = say(`over_${first.rule}`);
    return { words: first.isEscalated ? say('escalated', { over }) : over, isOver: true };
  }
  const days = Math.floor(leftMinutes / DAY_MINUTES);
  const left = days > 1 ? say('days', { n: days }) : duration(leftMinutes, language);
  return { words: say(`due_${first.rule}`, { left }), isOver: false };
}
