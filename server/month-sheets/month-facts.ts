import type { NoticeRow } from '../day-notices/notices-on.ts';
import type { LocalDay } from '../platform/calendar.ts';
import type { OpenDays } from '../platform/open-days.ts';

/** A row of attendance_event, with all that a sheet says of it. */
export type MonthEvent = {
  id: string;
  childId: string;
  classroomId: string;
  kind: 'checked_in' | 'checked_out' | 'transferred' | 'undone';
  undoesId: string | null;
  happenedAt: Date;
  /** Site-local day it counts for. */
  day: LocalDay;
  withUserId: string | null;
  withPickupId: string | null;
  /** Of a correction: why. */
  reason: string | null;
  /** Of a correction: what the record said before. */
  before: unknown;
};

/** A word of the family, as far as a sheet needs it. */
export type DayNoticeRow = NoticeRow & { reason: string | null };

export type MonthEnrolment = {
  classroomId: string;
  sessionKind: string;
  weekdays: readonly number[];
  fromMinute: number;
  toMinute: number;
  startsOn: LocalDay;
  /** The last day; null means open. */
  endsOn: LocalDay | null;
};

/** What the days of a month are at a site. */
export type SiteMonth = OpenDays & {
  timeZone: string;
  /** The instant of a local time of day; see `atMinute`. */
  instantOf: (day: LocalDay, minute: number) => Date;
  days: readonly LocalDay[];
  /** Weekdays on which it is open at the last minute of the day, so that a stay may go on into the next. */
  overnightWeekdays: ReadonlySet<number>;
  /** Minutes after a session's end until which a child that is still there is not late. */
  stayAfterMinutes: number;
  now: Date;
  today: LocalDay;
  /** The last day that counts in sums: today once it is over there, until then the day before. */
  sumsUntil: LocalDay;
  /** The day whose children may still be there in the night that it is now. */
  nightOf: LocalDay | null;
};

/** All that is known of one child's month. */
export type ChildFacts = {
  events: readonly MonthEvent[];
  enrolments: readonly MonthEnrolment[];
  notices: readonly DayNoticeRow[];
  /** The last day at the nursery; null: still there. */
  leftOn: LocalDay | null;
};
