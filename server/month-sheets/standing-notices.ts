import type { LocalDay } from '../platform/calendar.ts';

/** A row of day_notice, as far as a sheet needs it. */
export type DayNoticeRow = {
  id: string;
  kind: string;
  withdrawsId: string | null;
  fromDay: LocalDay;
  toDay: LocalDay;
  reason: string | null;
  untilMinute: number | null;
  recordedAt: Date;
};

/** What the family's word for a day is, if any: what was not withdrawn, of several of a kind the newest. */
export function noticeOf(notices: readonly DayNoticeRow[], kind: string, day: LocalDay): DayNoticeRow | null {
  const withdrawn = new Set(notices.map((notice) => notice.withdrawsId));
  const standing = notices.filter(
    (notice) => notice.kind === kind && !withdrawn.has(notice.id) && notice.fromDay <= day && day <= notice.toDay,
  );
  return standing.sort((a, b) => b.recordedAt.getTime() - a.recordedAt.getTime())[0] ?? null;
}
