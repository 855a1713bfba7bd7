import type { OwnDayLine, OwnMonthDay } from '#contract/own-month.ts';
import { clockOfDay } from '../../shared/site-time.ts';
import { presentMinutes } from '../../shared/present-minutes.ts';
import { dayName, duration } from '../../shared/time.ts';
import type { Say } from '../../shared/words/book.ts';
import { type Language, localeOf } from '../../shared/words/language.ts';
import type { ownDaysWords } from './words.ts';

export type DaysSay = Say<(typeof ownDaysWords)['keys'][number]>;

/** 11月23日周一 · Mon 23 Nov. @param day YYYY-MM-DD */
export const nameOfDay = (day: string, language: Language): string => dayName(`${day}T12:00:00Z`, language, 'UTC');

/** 2026年11月 · November 2026. @param month YYYY-MM */
export const nameOfMonth = (month: string, language: Language): string =>
  new Intl.DateTimeFormat(localeOf(language), { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );

/** 18:30; 24:00 for the end of a day. */
export const clockOfMinute = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

export const monthAfter = (month: string, by: number): string => {
  const [year = 0, nth = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, nth - 1 + by, 1)).toISOString().slice(0, 7);
};

/** ISO weekday of a day, 1 Monday … 7 Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

export const dayAfter = (day: string, by: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);

/** 08:02 入园，爸爸送来 @param day whose records they are */
export function lineWords(
  line: OwnDayLine,
  { day, timeZone }: { day: string; timeZone: string },
  say: DaysSay,
): string {
  const values = { time: clockOfDay(line.at, day, timeZone), with: line.withName ?? '', room: line.roomName };
  const key = (
    {
      checked_in: line.withName === null ? 'arrived' : 'arrivedWith',
      checked_out: line.withName === null ? 'left' : 'leftWith',
      transferred: 'moved',
    } as const
  )[line.kind];
  return say(key, values);
}

/** What the day was, in one sentence: for its button and its row. */
export function stateWords(day: OwnMonthDay, say: DaysSay): string {
  const reason = day.absenceReason === null ? null : say(`reason_${day.absenceReason}`);
  return [say(`mark_${day.mark}`), reason, day.isCorrected && say('corrected')].filter(Boolean).join(' · ');
}

/** How long the child was there; on a day that goes on, until now. */
export function presentWords(day: OwnMonthDay, now: Date, say: DaysSay, language: Language): string {
  const hours = hoursWords(presentMinutes(day, now), language);
  return hours !== '' && day.hereSince !== null ? say('soFar', { hours }) : hours;
}

export const hoursWords = (minutes: number, language: Language): string =>
  minutes === 0 ? '' : duration(minutes, language);
