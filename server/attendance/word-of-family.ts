import type { z } from 'zod';
import type { RoomChild } from '../contract/attendance.ts';
import { wordOn } from '../day-notices/notices-on.ts';
import type { RoomDay } from './room-day.ts';
import type { ChildOfRoom } from './room-store.ts';

type Word = Pick<z.input<typeof RoomChild>, 'absence' | 'latePickUpUntil' | 'fetchedBy'>;

/** What counts today of what the family said, and who of it said so. Pure. */
export function wordOfFamily(child: ChildOfRoom, { day, timeZone }: RoomDay): Word {
  const { absence, absenceBy, latePickUpUntil, pickUp } = wordOn(child.dayNotices, day, timeZone);
  const by = (actorId: string | null) => child.guardianships.find(({ userId }) => userId === actorId)?.relation ?? '';
  return {
    absence: absence && { ...absence, by: by(absenceBy) },
    latePickUpUntil,
    fetchedBy: pickUp && {
      withUserId: pickUp.withUserId,
      withPickupId: pickUp.withPickupId,
      by: by(pickUp.actorId),
      at: pickUp.recordedAt.toISOString(),
    },
  };
}
