import type { ParentHome } from '../contract/live.ts';
import type { DayNoticeId } from '../contract/ids.ts';
import { AbsenceReason } from '../contract/day-notices.ts';
import { atMinute, type LocalDay } from '../platform/calendar.ts';
import type { Db } from '../platform/database.ts';
import { readWord, type NoticeOfDay } from './word-store.ts';

type Word = ParentHome['children'][number]['word'];
/** What counts on a day of what a family said; see server/day-notices. */
export type NoticesOn = (
  rows: readonly NoticeOfDay[],
  day: LocalDay,
) => { absence: NoticeOfDay | null; latePickUp: NoticeOfDay | null; pickUp: NoticeOfDay | null };

/** Of a child of whom nothing may be said. */
export const NO_WORD: Word = { absence: null, latePickUpUntil: null, fetchedBy: null, unexplainedSince: null };

/** What the family said of today, and whether it is waited for. */
export async function wordOfFamily(
  { db, noticesOn }: { db: Db; noticesOn: NoticesOn },
  childId: string,
  today: LocalDay,
  timeZone: string,
): Promise<Word> {
  const { notices, absentSince, names } = await readWord(db, childId, today);
  const { absence, latePickUp, pickUp } = noticesOn(notices, today);
  const until = latePickUp?.untilMinute ?? null;
  const fetcher = pickUp && (pickUp.withUserId ?? pickUp.withPickupId);
  return {
    absence: absence && {
      noticeId: absence.id as DayNoticeId,
      reason: AbsenceReason.catch('other').parse(absence.reason),
    },
    latePickUpUntil: until === null ? null : atMinute(today, until, timeZone).toISOString(),
    fetchedBy: fetcher && (names.get(fetcher) ?? null),
    unexplainedSince: absentSince?.toISOString() ?? null,
  };
}
