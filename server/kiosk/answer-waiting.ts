import type { z } from 'zod';
import { requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import { DOOR_WAITS_MINUTES, type AnswerWaiting } from '../contract/kiosk.ts';
import { appendEvent } from '../events/append-event.ts';
import { type Asking, roomAsked } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { placeOfRoom, unansweredChild } from './door-told-store.ts';
import type { KioskDeps } from './kiosk-deps.ts';

/**
 * Somebody in the room has seen who waits at the entrance: the line ends for everybody in it, whoever acts on the tablet or
 * nobody. Answered already, or waiting no more, is as good as done.
 * @throws AppError 'not-found' for a room elsewhere, 'forbidden' for who does not work there
 */
export async function answerWaiting(
  { db, now }: Pick<KioskDeps, 'db' | 'now'>,
  asking: Asking,
  { classroomId: asked, waitingId }: z.output<typeof AnswerWaiting>,
): Promise<void> {
  const room = await placeOfRoom(db, roomAsked(asking, asked ?? null));
  if (asking.kind === 'user') requirePermission(asking, 'room:work', room);
  if (room === null) throw new AppError('not-found');
  const at = now();
  const since = new Date(at.getTime() - DOOR_WAITS_MINUTES * 60_000);
  const { siteId, classroomId } = room;
  const by =
    asking.kind === 'user'
      ? { actorId: asking.userId, deviceId: null }
      : { actorId: asking.actorId, deviceId: asking.deviceId };
  await db.$transaction(async (tx) => {
    const childId = await unansweredChild(tx, room, waitingId, since);
    if (childId === null) return;
    await recordAudit(tx, {
      ...{ action: 'door-answered', at, ...by, siteId, childId },
      details: { waitingId, classroomId },
    });
    await appendEvent(tx, { type: 'door:answered', at, siteId, classroomId, childId, payload: {} });
  });
}
