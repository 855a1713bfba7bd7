import type { z } from 'zod';
import type { RoomChild } from '../contract/attendance.ts';
import { AbsenceReason } from '../contract/day-notices.ts';
import { atMinute } from '../platform/calendar.ts';
import type { RoomDay } from './room-day.ts';
import type { ChildOfRoom } from './room-store.ts';

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
