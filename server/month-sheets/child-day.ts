import { deriveDay, type Day } from '../attendance/derive-day.ts';
import { HALF_DAY_UNDER_MINUTES, type DayMark } from '../contract/month-sheets.ts';
import { noticesOn } from '../day-notices/notices-on.ts';
import { weekdayOf, type LocalDay } from '../platform/calendar.ts';
import { isClosedOn } from '../platform/open-days.ts';
import type { ChildFacts, MonthEnrolment, MonthEvent, SiteMonth } from './month-facts.ts';

export type DayStay = { from: Date; to: Date | null };

export type DaySheet = {
  day: LocalDay;
  mark: DayMark;
  /** It is over and stands in sums. A day that still runs, or on which the child is still there, is in none of them. */
  isCounted: boolean;
  /** Counted, and it was to come, whether it came or not: so days planned are those present and those absent. */
  isOwed: boolean;
  /** The room the day counts for: where it is enrolled, else where it was. */
  classroomId: string | null;
  sessionKind: string | null;
  /** When its sessions begin and end, minutes after local midnight; null: none that day. */
  planned: { fromMinute: number; toMinute: number } | null;
  stays: DayStay[];
  minutes: number;
  /** Of hourly care: all of them, or what lies outside of the day's other sessions. */
  hourlyMinutes: number;
  /** Of late pick-up: from the end of the last session on, once the site's allowance is over. None in hourly care. */
  lateMinutes: number;
  isLateAnnounced: boolean;
  absenceReason: string | null;
  isCorrected: boolean;
  /** Records that contradict each other. */
  conflicts: { kind: string; eventId: string }[];
};

/** Of a day that is over at the site, and not yet for this child. */
const RUNS: ReadonlySet<DayMark> = new Set<DayMark>(['here', 'expected']);

/** One child's day. `events` are those that count for it. Pure. */
export function childDay(day: LocalDay, events: readonly MonthEvent[], facts: ChildFacts, site: SiteMonth): DaySheet {
  const sessions = isClosedOn(day, site) ? [] : sessionsOf(day, facts);
  const { stays, conflicts } = events.length === 0 ? NOTHING : deriveDay(events);
  const minutes = minutesOf(stays);
  const absence = stays.length === 0 ? noticesOn(facts.notices, day).absence : null;
  const mark = markOf(day, { sessions, stays, minutes, isReported: absence !== null }, site);
  const isCounted = day <= site.sumsUntil && !RUNS.has(mark);
  return {
    day,
    mark,
    isCounted,
    isOwed: isCounted && sessions.length > 0,
    classroomId: roomOf(sessions, stays),
    sessionKind: sessions[0]?.sessionKind ?? null,
    planned: plannedOf(sessions, day, site),
    stays: stays.map(({ from, to }) => ({ from, to })),
    minutes,
    ...careBeside(day, sessions, stays, facts, site),
    absenceReason: absence?.reason ?? null,
    isCorrected: events.some(({ reason }) => reason !== null),
    conflicts: conflicts.map(({ kind, event }) => ({ kind, eventId: event.id })),
  };
}

const roomOf = ([first]: readonly MonthEnrolment[], [stay]: Day['stays']): string | null =>
  first?.classroomId ?? stay?.rooms[0]?.classroomId ?? null;

const plannedOf = (sessions: readonly MonthEnrolment[], day: LocalDay, site: SiteMonth): DaySheet['planned'] =>
  sessions[0] ? { fromMinute: sessions[0].fromMinute, toMinute: endOf(sessions, day, site) } : null;

const NOTHING: Pick<Day, 'stays' | 'conflicts'> = { stays: [], conflicts: [] };

/** In the order of the clock. */
function sessionsOf(day: LocalDay, { enrolments, leftOn }: ChildFacts): MonthEnrolment[] {
  if (leftOn !== null && day > leftOn) return [];
  const weekday = weekdayOf(day);
  return enrolments
    .filter(({ startsOn, endsOn, weekdays }) => startsOn <= day && (endsOn ?? day) >= day && weekdays.includes(weekday))
    .sort((a, b) => a.fromMinute - b.fromMinute || a.toMinute - b.toMinute);
}

type Found = { sessions: MonthEnrolment[]; stays: readonly DayStay[]; minutes: number; isReported: boolean };

function markOf(day: LocalDay, { sessions, stays, minutes, isReported }: Found, site: SiteMonth): DayMark {
  if (stays.some(({ to }) => to === null)) return day === site.today || day === site.nightOf ? 'here' : 'open';
  if (stays.length > 0 && day > site.sumsUntil) return 'gone';
  if (stays.length > 0) return isHalf(sessions, minutes) ? 'half' : 'full';
  if (sessions.length === 0) return isClosedOn(day, site) ? 'closed' : 'not-planned';
  if (isReported) return 'absent-reported';
  return isOver(day, sessions, site) ? 'absent-unreported' : 'expected';
}

const isHalf = (sessions: readonly MonthEnrolment[], minutes: number): boolean =>
  minutes < HALF_DAY_UNDER_MINUTES || (sessions.length === 1 && sessions[0]?.sessionKind === 'half_day');

function isOver(day: LocalDay, sessions: readonly MonthEnrolment[], site: SiteMonth): boolean {
  if (day !== site.today) return day < site.today;
  return site.now >= site.instantOf(day, endOf(sessions, day, site));
}

const END_OF_DAY = 1440;

/** Who is enrolled until the day's end is, until the site closes. */
function endOf(sessions: readonly MonthEnrolment[], day: LocalDay, { closesMinutes }: SiteMonth): number {
  const ends = Math.max(...sessions.map(({ toMinute }) => toMinute));
  return ends === END_OF_DAY ? (closesMinutes.get(weekdayOf(day)) ?? END_OF_DAY) : ends;
}

/** Minutes of hourly care and of late pick-up; a minute is never both. */
function careBeside(
  day: LocalDay,
  sessions: readonly MonthEnrolment[],
  stays: readonly DayStay[],
  { notices }: ChildFacts,
  site: SiteMonth,
) {
  const { instantOf, stayAfterMinutes } = site;
  const none = { hourlyMinutes: 0, lateMinutes: 0, isLateAnnounced: false };
  if (stays.length === 0 || sessions.length === 0) return none;
  const others = sessions.filter(({ sessionKind }) => sessionKind !== 'hourly');
  if (others.length < sessions.length) {
    const within = others.map((session) => ({
      from: instantOf(day, session.fromMinute),
      to: instantOf(day, session.toMinute),
    }));
    return { ...none, hourlyMinutes: minutesOf(stays) - minutesWithin(stays, within) };
  }
  const ends = instantOf(day, endOf(others, day, site));
  const minutes = minutesOf(stays.map(({ from, to }) => ({ from: later(from, ends), to: to && later(to, ends) })));
  if (minutes <= stayAfterMinutes) return none;
  return { ...none, lateMinutes: minutes, isLateAnnounced: noticesOn(notices, day).latePickUp !== null };
}

const later = (a: Date, b: Date): Date => (a > b ? a : b);

const MINUTE_MS = 60_000;
const minuteOf = (at: Date): number => Math.floor(at.getTime() / MINUTE_MS);

/** As a clock without seconds shows them, so that whoever subtracts the times of the sheet finds its minutes. */
export const minutesOf = (stays: readonly DayStay[]): number =>
  stays.reduce((sum, { from, to }) => sum + (to === null ? 0 : minuteOf(to) - minuteOf(from)), 0);

/** Of spans that may overlap each other, every minute once. */
function minutesWithin(stays: readonly DayStay[], spans: readonly { from: Date; to: Date }[]): number {
  const within = new Set<number>();
  for (const { from, to } of stays) {
    if (to === null) continue;
    for (const span of spans) {
      const end = Math.min(minuteOf(to), minuteOf(span.to));
      for (let minute = Math.max(minuteOf(from), minuteOf(span.from)); minute < end; minute += 1) within.add(minute);
    }
  }
  return within.size;
}
