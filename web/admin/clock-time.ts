const MINUTES_A_DAY = 1_440;
const two = (n: number): string => String(n).padStart(2, '0');

/** 08:30 of minutes after midnight; the end of the day is 24:00. */
export const asClock = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

/** Minutes after midnight of 8:30, 0830, 8 or 24:00; null for what is no time. */
export function minuteOf(clock: string): number | null {
  const [, hours, minutes = '0'] = /^\s*(\d{1,2})(?:[:：.]?(\d{2}))?\s*$/.exec(clock) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && minute <= MINUTES_A_DAY ? minute : null;
}

export const isAllDay = ({ fromMinute, toMinute }: { fromMinute: number; toMinute: number }): boolean =>
  fromMinute === 0 && toMinute === MINUTES_A_DAY;
