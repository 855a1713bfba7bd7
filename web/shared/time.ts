import { type Language, localeOf } from './words/language.ts';

/** All times are shown in the site's zone: a parent on a journey still reads the nursery's clock. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(
  language: Language,
  timeZone: string | undefined,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = JSON.stringify([language, timeZone, options]);
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(localeOf(language), {
      hourCycle: 'h23',
      ...(timeZone && { timeZone }),
      ...options,
    });
    formats.set(key, found);
  }
  return found;
}

const TIME = { hour: '2-digit', minute: '2-digit' } as const;

/** 10:24 */
export const clock = (at: string | Date, timeZone?: string): string =>
  format('zh', timeZone, TIME).format(new Date(at));

/** The same for the end of a span: midnight is the end of this day, 24:00, not the beginning of it. */
export function clockOfEnd(at: string | Date, timeZone?: string): string {
  const time = clock(at, timeZone);
  return time === '00:00' ? '24:00' : time;
}

/** 10:24:31 */
export const clockWithSeconds = (at: string | Date, timeZone?: string): string =>
  format('zh', timeZone, { ...TIME, second: '2-digit' }).format(new Date(at));

/** 11月23日周一 · Mon 23 Nov */
export const dayName = (at: string | Date, language: Language, timeZone?: string): string =>
  format(language, timeZone, { month: 'short', day: 'numeric', weekday: 'short' }).format(new Date(at));

/** The time alone when it is today, with the day otherwise: 14:30 · 明天 09:00 · 昨天 17:31 · 11月23日周一 09:00 · 2027年8月31日 23:59 */
export function clockAndDay(at: string | Date, language: Language, timeZone?: string, now = new Date()): string {
  const days = daysBetween(now, new Date(at), timeZone);
  if (days === 0) return clock(at, timeZone);
  if (days === 1) return `${language === 'zh' ? '明天' : 'tomorrow'} ${clock(at, timeZone)}`;
  if (days === -1) return `${language === 'zh' ? '昨天' : 'yesterday'} ${clock(at, timeZone)}`;
  return dayAndClock(at, language, timeZone, now);
}

/** With the day, and with the year when it is not this one: 11月23日周日 09:00 · 2025年11月23日 09:00 */
export function dayAndClock(at: string | Date, language: Language, timeZone?: string, now = new Date()): string {
  return `${dayInFull(at, language, timeZone, now)} ${clock(at, timeZone)}`;
}

const dayInFull = (at: string | Date, language: Language, timeZone: string | undefined, now: Date): string =>
  yearOf(at, timeZone) === yearOf(now, timeZone)
    ? dayName(at, language, timeZone)
    : format(language, timeZone, { year: 'numeric', month: 'short', day: 'numeric' }).format(new Date(at));

const yearOf = (at: string | Date, timeZone?: string): string =>
  format('en', timeZone, { year: 'numeric' }).format(new Date(at));

/** Whether both fall on the same day of the site's calendar. */
export const isSameDay = (a: string | Date, b: string | Date, timeZone?: string): boolean =>
  daysBetween(new Date(a), new Date(b), timeZone) === 0;

/** Hour of the day in the given zone, 0–23. */
export const hourOf = (at: Date, timeZone?: string): number =>
  Number(
    format('en', timeZone, { hour: '2-digit' })
      .formatToParts(at)
      .find(({ type }) => type === 'hour')?.value,
  );

export const minutesBetween = (from: string | Date, to: string | Date): number =>
  Math.max(0, Math.floor((new Date(to).getTime() - new Date(from).getTime()) / 60_000));

/** 1 小时 05 分 · 1 h 05 min */
export function duration(minutes: number, language: Language): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return language === 'zh' ? `${rest} 分钟` : `${rest} min`;
  const two = String(rest).padStart(2, '0');
  return language === 'zh' ? `${hours} 小时 ${two} 分` : `${hours} h ${two} min`;
}

function daysBetween(from: Date, to: Date, timeZone?: string): number {
  const dayOf = (at: Date) => {
    const parts = format('en', timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(at);
    const part = (type: string) => Number(parts.find((p) => p.type === type)?.value);
    return Date.UTC(part('year'), part('month') - 1, part('day'));
  };
  return Math.round((dayOf(to) - dayOf(from)) / 86_400_000);
}
