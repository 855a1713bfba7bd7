import type { NoticeDay } from '../contract/day-notices.ts';
import { addDays, dateColumn, weekdayOf, type LocalDay } from '../platform/calendar.ts';
import type { NoticeChild } from './day-notices-store.ts';

/** What one day is for a child. Pure. */
export function noticeDay(child: NoticeChild, day: LocalDay, closed: ReadonlySet<LocalDay>): NoticeDay {
  const weekday = weekdayOf(day);
  const isClosed = closed.has(day);
  const sessions = isClosed ? [] : sessionsOn(child, day);
  const hours = isClosed ? [] : child.site.hours.filter((row) => row.weekday === weekday);
  const latest = (minutes: number[]): number | null => (minutes.length === 0 ? null : Math.max(...minutes));
  return {
    day,
    isExpected: sessions.length > 0,
    sessionTo: latest(sessions.map(({ toMinute }) => toMinute)),
    opensUntil: latest(hours.map(({ closesMinute }) => closesMinute)),
  };
}

/** Enrolments by which a child comes on this day, the earliest first. Pure. */
export function sessionsOn({ enrolments }: NoticeChild, day: LocalDay): NoticeChild['enrolments'] {
  const on = dateColumn(day);
  return enrolments.filter(
    (row) => row.startsOn <= on && (row.endsOn === null || row.endsOn >= on) && row.weekdays.includes(weekdayOf(day)),
  );
}

/** Both included. */
export const daysFrom = (from: LocalDay, to: LocalDay): LocalDay[] =>
  from > to ? [] : [from, ...daysFrom(addDays(from, 1), to)];
