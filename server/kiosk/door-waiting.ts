import type { z } from 'zod';
import { requirePermission } from '../access/roles.ts';
import type { ClassroomId } from '../contract/ids.ts';
import { DOOR_WAITS_MINUTES, type DoorWaiting } from '../contract/kiosk.ts';
import { type Asking, roomAsked } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { announcedSince, answeredSince, placeOfRoom } from './door-told-store.ts';
import type { KioskDeps } from './kiosk-deps.ts';

/**
 * Who waits at the entrance for a child of the room, as far as was said of late and nobody has answered; whoever was named
 * last of a child. A tablet
 * reads of its own room whoever acts on it; a person names one of theirs.
 * @throws AppError 'not-found' for a room elsewhere
 */
export async function doorWaiting(
  { db, now }: Pick<KioskDeps, 'db' | 'now'>,
  asking: Asking,
  asked: ClassroomId | null,
): Promise<z.input<typeof DoorWaiting>> {
  const room = await placeOfRoom(db, roomAsked(asking, asked));
  if (asking.kind === 'user') requirePermission(asking, 'room:read', room);
  if (room === null) throw new AppError('not-found');
  const since = new Date(now().getTime() - DOOR_WAITS_MINUTES * 60_000);
  const [said, answered] = await Promise.all([announcedSince(db, room, since), answeredSince(db, room, since)]);
  const lastOf = new Map(said.map((each) => [each.childId, each]));
  return {
    waiting: [...lastOf.values()]
      .map(({ id, at, ...who }) => ({ ...who, waitingId: String(id), at: at.toISOString() }))
      .filter(({ waitingId }) => !answered.has(waitingId)),
  };
}
