import { dayBeforeNight } from '../attendance/day-state.ts';
import { addDays, atMinute, localDay, weekdayOf, type LocalDay } from '../platform/calendar.ts';
import { isClosedOn, openDays } from '../platform/open-days.ts';
import type { SiteMonth } from './month-facts.ts';

const MINUTES_OF_DAY = 1440;

/** Every day of a month (`YYYY-MM`), in order. */
export function daysOfMonth(month: string): LocalDay[] {
  const days: LocalDay[] = [];
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) days.push(day);
  return days;
}

type SiteRow = {
  timeZone: string;
  stayAfterMinutes: number;
  hours: readonly { weekday: number; opensMinute: number; closesMinute: number }[];
  closedDays: readonly { day: Date }[];
};

export function siteMonth(site: SiteRow, days: readonly LocalDay[], now: Date): SiteMonth {
  const { timeZone, stayAfterMinutes, hours } = site;
  const opensAtMidnight = new Set(hours.filter(({ opensMinute }) => opensMinute === 0).map(({ weekday }) => weekday));
  const untilMidnight = hours.filter(({ closesMinute }) => closesMinute === MINUTES_OF_DAY);
  const overnightWeekdays = new Set(
    untilMidnight.map(({ weekday }) => weekday).filter((weekday) => opensAtMidnight.has((weekday % 7) + 1)),
  );
  const instantOf = (day: LocalDay, minute: number) => atMinute(day, minute, timeZone);
  const open = openDays(site);
  const today = localDay(now, timeZone);
  const yesterday = addDays(today, -1);
  const closesMinute = open.closesMinutes.get(weekdayOf(today)) ?? MINUTES_OF_DAY;
  const isOver = isClosedOn(today, open) || now >= instantOf(today, closesMinute);
  return {
    timeZone,
    instantOf,
    days,
    ...open,
    overnightWeekdays,
    stayAfterMinutes,
    now,
    today,
    sumsUntil: isOver ? today : yesterday,
    nightOf: dayBeforeNight(now, timeZone),
  };
}
