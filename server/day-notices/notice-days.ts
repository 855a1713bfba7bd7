import { enrolledOn } from '../attendance/rooms-of-day.ts';
import type { NoticeDay } from '../contract/day-notices.ts';
import { addDays, weekdayOf, type LocalDay } from '../platform/calendar.ts';
import { isClosedOn, type OpenDays } from '../platform/open-days.ts';
import type { NoticeChild } from './day-notices-store.ts';

/** What one day is for a child. Pure. */
export function noticeDay(child: NoticeChild, day: LocalDay, open: OpenDays): NoticeDay {
  const isClosed = isClosedOn(day, open);
  const sessions = isClosed ? [] : sessionsOn(child, day);
  return {
    day,
    isExpected: sessions.length > 0,
    sessionTo: sessions.length === 0 ? null : Math.max(...sessions.map(({ toMinute }) => toMinute)),
    opensUntil: isClosed ? null : (open.closesMinutes.get(weekdayOf(day)) ?? null),
  };
}

/** Enrolments by which a child comes on this day, the earliest first. Pure. */
function sessionsOn({ enrolments }: NoticeChild, day: LocalDay): NoticeChild['enrolments'] {
  return enrolledOn(enrolments, day).filter(({ weekdays }) => weekdays.includes(weekdayOf(day)));
}

/** Both included. */
export const daysFrom = (from: LocalDay, to: LocalDay): LocalDay[] =>
  from > to ? [] : [from, ...daysFrom(addDays(from, 1), to)];
