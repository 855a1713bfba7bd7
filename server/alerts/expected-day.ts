import { noticesOn, type NoticeRow } from '../day-notices/notices-on.ts';
import { atMinute, weekdayOf, type LocalDay } from '../platform/calendar.ts';

/** An enrolment that holds on the day. */
export type EnrolmentRow = {
  classroomId: string;
  sessionKind: string;
  weekdays: readonly number[];
  fromMinute: number;
  toMinute: number;
};

/** A word of the family that may concern the day; withdrawals among them. */
export type ToldRow = NoticeRow & { untilMinute: number | null };

/** What a site says of one of its days. `closesMinute` is null when it is closed, or has no hours on that weekday. */
export type SiteDay = { day: LocalDay; timeZone: string; isClosed: boolean; closesMinute: number | null };

/** When a child is expected, once. */
export type ExpectedSpan = {
  classroomId: string;
  kind: string;
  fromMinute: number;
  /** Null: it may come at any time, and is due at none. */
  from: Date | null;
  toMinute: number;
  /** Null: no end before the day's own. */
  to: Date | null;
  /** The family said until when. */
  isAnnounced: boolean;
};

export type ExpectedDay = {
  /** The site is closed, or the family said that the child does not come: nobody waits for it. */
  isExcused: boolean;
  /** In order. Also of an excused day: a child that came all the same has an end of its day. */
  spans: ExpectedSpan[];
  closesMinute: number | null;
  closesAt: Date | null;
};

const END_OF_DAY = 1440;

/**
 * When a child is expected on one day of its site. Pure; minutes are on the site's wall clock, wherever the server is.
 * A session that ends with the day ends when the site closes; what a family announced moves the end of the last one.
 */
export function expectedDay(
  enrolments: readonly EnrolmentRow[],
  notices: readonly ToldRow[],
  site: SiteDay,
): ExpectedDay {
  const { absence, latePickUp } = noticesOn(notices, site.day);
  const announced = latePickUp?.untilMinute ?? null;
  const today = enrolments
    .filter(({ weekdays }) => weekdays.includes(weekdayOf(site.day)))
    .sort((a, b) => a.fromMinute - b.fromMinute || a.toMinute - b.toMinute);
  const { closesMinute } = site;
  return {
    isExcused: site.isClosed || absence !== null,
    spans: today.map((row, nth) => spanOf(row, site, nth === today.length - 1 ? announced : null)),
    closesMinute,
    closesAt: endsAt(closesMinute ?? END_OF_DAY, site),
  };
}

function spanOf(row: EnrolmentRow, site: SiteDay, announced: number | null): ExpectedSpan {
  const planned = row.toMinute === END_OF_DAY ? (site.closesMinute ?? END_OF_DAY) : row.toMinute;
  const toMinute = Math.max(planned, announced ?? 0);
  return {
    classroomId: row.classroomId,
    kind: row.sessionKind,
    fromMinute: row.fromMinute,
    from: row.fromMinute === 0 ? null : atMinute(site.day, row.fromMinute, site.timeZone),
    toMinute,
    to: endsAt(toMinute, site),
    isAnnounced: announced !== null && announced >= planned,
  };
}

/** An end at midnight is none: by then the day is over. */
const endsAt = (minute: number, { day, timeZone }: SiteDay): Date | null =>
  minute === END_OF_DAY ? null : atMinute(day, minute, timeZone);
