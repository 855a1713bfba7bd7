import type { z } from 'zod';
import type { RoomChild } from '../contract/attendance.ts';
import { AbsenceReason } from '../contract/day-notices.ts';
import { atMinute, type LocalDay } from '../platform/calendar.ts';
import type { RoomDay } from './room-child.ts';
import type { ChildOfRoom } from './room-store.ts';

type Notice = ChildOfRoom['dayNotices'][number];
/** What counts on a day of what a family said; see server/day-notices. */
export type NoticesOn = (
  rows: readonly Notice[],
  day: LocalDay,
) => { absence: Notice | null; latePickUp: Notice | null; pickUp: Notice | null };

type Word = Pick<z.input<typeof RoomChild>, 'absence' | 'latePickUpUntil' | 'fetchedBy'>;

/** What counts today of what the family said: an absence, a late pick-up, who fetches. Pure. */
export function wordOfFamily(child: ChildOfRoom, { day, timeZone, noticesOn }: RoomDay): Word {
  const { absence, latePickUp, pickUp } = noticesOn(child.dayNotices, day);
  const until = (minute: number | null) => (minute === null ? null : atMinute(day, minute, timeZone).toISOString());
  const by = (actorId: string) => child.guardianships.find(({ userId }) => userId === actorId)?.relation ?? '';
  return {
    absence: absence && {
      noticeId: absence.id,
      reason: AbsenceReason.catch('other').parse(absence.reason),
      by: by(absence.actorId),
    },
    latePickUpUntil: until(latePickUp?.untilMinute ?? null),
    fetchedBy: pickUp && {
      withUserId: pickUp.withUserId,
      withPickupId: pickUp.withPickupId,
      by: by(pickUp.actorId),
      at: pickUp.recordedAt.toISOString(),
    },
  };
}
