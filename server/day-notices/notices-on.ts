import { AbsenceReason } from '../contract/day-notices.ts';
import type { DayNoticeId } from '../contract/ids.ts';
import { atMinute, dayOfColumn } from '../platform/calendar.ts';

/** A row of day_notice, its days as local days (YYYY-MM-DD) or as its columns hold them. */
export type NoticeRow = {
  id: string;
  /** absence | late_pickup | pick_up | withdrawn */
  kind: string;
  withdrawsId: string | null;
  fromDay: string | Date;
  toDay: string | Date;
  recordedAt: Date;
};

/** What a family's word means for one day; null where nothing was said, or what was said was taken back. */
export type NoticesOfDay<Row extends NoticeRow> = { absence: Row | null; latePickUp: Row | null; pickUp: Row | null };

/**
 * What counts on a day of all that was ever said of one child. Pure; neither the order of rows nor rows that come twice
 * matter. Of two that say something of the same kind the later one counts; one that was taken back gives way to the one before.
 */
export function noticesOn<Row extends NoticeRow>(rows: readonly Row[], day: string): NoticesOfDay<Row> {
  const ofDay = standingNotices(rows).filter(({ fromDay, toDay }) => dayOf(fromDay) <= day && day <= dayOf(toDay));
  const last = (kind: 'absence' | 'late_pickup' | 'pick_up'): Row | null =>
    ofDay.findLast((row) => row.kind === kind) ?? null;
  return { absence: last('absence'), latePickUp: last('late_pickup'), pickUp: last('pick_up') };
}

type SaidRow = NoticeRow & { reason: string | null; untilMinute: number | null; actorId: string };

/** What counts on a day as families and rooms are shown it, at the instants of that time zone. Pure. */
export function wordOn<Row extends SaidRow>(rows: readonly Row[], day: string, timeZone: string) {
  const { absence, latePickUp, pickUp } = noticesOn(rows, day);
  const until = latePickUp?.untilMinute ?? null;
  return {
    absence: absence && {
      noticeId: absence.id as DayNoticeId,
      reason: AbsenceReason.catch('other').parse(absence.reason),
    },
    absenceBy: absence && absence.actorId,
    latePickUpUntil: until === null ? null : atMinute(day, until, timeZone).toISOString(),
    pickUp,
  };
}

const dayOf = (day: string | Date): string => (typeof day === 'string' ? day : dayOfColumn(day));

/** All that was not taken back, in the order in which it was said. Pure. */
export function standingNotices<Row extends NoticeRow>(rows: readonly Row[]): Row[] {
  const withdrawn = new Set(rows.map(({ withdrawsId }) => withdrawsId));
  return [...new Map(rows.map((row) => [row.id, row])).values()]
    .filter(({ id, kind }) => kind !== 'withdrawn' && !withdrawn.has(id))
    .sort((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime() || a.id.localeCompare(b.id, 'en'));
}
