import type { RoomHistory } from '#contract/staffing.ts';
import { ratioOf } from '../../features/staffing/ratio-shape.ts';
import { clock, duration, minutesBetween } from '../../shared/time.ts';
import type { Say } from '../../shared/words/book.ts';
import type { Language } from '../../shared/words/language.ts';
import type { staffingWords } from './words.ts';

type SayStaffing = Say<(typeof staffingWords)['keys'][number]>;

/** What the plot shows, in a sentence. */
export function ratioSentence(history: RoomHistory, room: string, say: SayStaffing, language: Language): string {
  const { steps, breaches, ratio, isRecorded, timeZone } = history;
  if (steps.every(({ children }) => children === 0)) return say('plotEmpty', { room });
  if (!isRecorded) return say('plotUnknown', { room });
  const worst = steps.reduce((most, step) => (ratioOf(step) > ratioOf(most) ? step : most));
  const most = ratioOf(worst);
  const time = clock(worst.at, timeZone);
  const over = breaches.filter(({ kind }) => kind === 'ratio');
  if (over.length === 0) return say('plotFine', { room, limit: ratio.limit, most: rounded(most), time });
  const minutes = over.reduce((sum, { from, to }) => sum + minutesBetween(from, to), 0);
  const of = {
    ...{ room, n: over.length, time },
    minutes: minutes === 0 ? say('underMinute') : duration(minutes, language),
  };
  return Number.isFinite(most) ? say('plotOver', { ...of, most: rounded(most) }) : say('plotNobody', of);
}

export const rounded = (n: number): string => String(Math.round(n * 10) / 10);
