import { childMonth } from '../../server/month-sheets/child-month.ts';
import type { ChildFacts, MonthEnrolment, MonthEvent, SiteMonth } from '../../server/month-sheets/month-facts.ts';
import { daysOfMonth, siteMonth } from '../../server/month-sheets/site-month.ts';
import { atMinute } from '../../server/platform/calendar.ts';

export const ROOM = '0b6c1c1e-0000-4000-8000-000000000001';
export const OTHER_ROOM = '0b6c1c1e-0000-4000-8000-000000000002';
const WEEKDAYS = [1, 2, 3, 4, 5];

/** `08:30` → 510 */
export const minuteAt = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
};

type Hours = { opensMinute: number; closesMinute: number };
/** Of a site that never closes. */
export const ALWAYS: Hours = { opensMinute: 0, closesMinute: 1440 };

/** A site in Shanghai, open on working days from 7:00 to 19:00, looked at after the month. */
export function siteOf(
  month: string,
  more: Partial<SiteMonth> = {},
  hours: Hours = { opensMinute: 420, closesMinute: 1140 },
): SiteMonth {
  const { timeZone = 'Asia/Shanghai', now = new Date('2030-01-01T00:00:00Z') } = more;
  const week = WEEKDAYS.map((weekday) => ({ weekday, ...hours }));
  const site = { timeZone, stayAfterMinutes: 10, hours: week, closedDays: [] };
  return { ...siteMonth(site, daysOfMonth(month), now), ...more };
}

/** Enrolled for whole days, 8:00 to 17:30. */
export const enrolled = (more: Partial<MonthEnrolment> = {}): MonthEnrolment => ({
  classroomId: ROOM,
  sessionKind: 'full_day',
  weekdays: WEEKDAYS,
  fromMinute: 480,
  toMinute: 1050,
  startsOn: '2026-01-01',
  endsOn: null,
  ...more,
});

let made = 0;
/** A record of a local day and time. */
export function recorded(
  kind: MonthEvent['kind'],
  day: string,
  clock: string,
  { timeZone = 'Asia/Shanghai', ...more }: Partial<MonthEvent> & { timeZone?: string } = {},
): MonthEvent {
  made += 1;
  const happenedAt = atMinute(day, minuteAt(clock), timeZone);
  return {
    id: `event-${String(made).padStart(6, '0')}`,
    childId: 'child',
    classroomId: ROOM,
    kind,
    undoesId: null,
    happenedAt,
    day,
    withUserId: null,
    withPickupId: null,
    reason: null,
    before: null,
    ...more,
  };
}

/** From `from` to `to` on a day. */
export const stayed = (
  day: string,
  from: string,
  to: string,
  more: { timeZone?: string; classroomId?: string } = {},
) => [recorded('checked_in', day, from, more), recorded('checked_out', day, to, more)];

export const monthOf = (facts: Partial<ChildFacts>, site: SiteMonth) =>
  childMonth({ events: [], enrolments: [enrolled()], notices: [], leftOn: null, ...facts }, site);

/** One day of it. */
export function dayOf(day: string, facts: Partial<ChildFacts>, site = siteOf(day.slice(0, 7))) {
  const found = monthOf(facts, site).days.find((each) => each.day === day);
  if (!found) throw new Error(`${day} is not in the month`);
  return found;
}
