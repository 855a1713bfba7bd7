import type { ParentHome } from '../contract/live.ts';
import { wordOn } from '../day-notices/notices-on.ts';
import type { LocalDay } from '../platform/calendar.ts';
import type { Db } from '../platform/database.ts';
import { readWord } from './word-store.ts';

type Word = ParentHome['children'][number]['word'];

/** Of a child of whom nothing may be said. */
export const NO_WORD: Word = { absence: null, latePickUpUntil: null, fetchedBy: null, unexplainedSince: null };

/** What the family said of today, and whether it is waited for. */
export async function wordOfFamily(db: Db, childId: string, today: LocalDay, timeZone: string): Promise<Word> {
  const { notices, absentSince, names } = await readWord(db, childId, today);
  const { absence, latePickUpUntil, pickUp } = wordOn(notices, today, timeZone);
  const fetcher = pickUp && (pickUp.withUserId ?? pickUp.withPickupId);
  return {
    absence,
    latePickUpUntil,
    fetchedBy: fetcher && (names.get(fetcher) ?? null),
    unexplainedSince: absentSince?.toISOString() ?? null,
  };
}
