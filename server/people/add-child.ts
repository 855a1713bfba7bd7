import type { z } from 'zod';
import { requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import type { ChildId } from '../contract/ids.ts';
import type { AddChild } from '../contract/people.ts';
import { appendEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { insertChild } from './children-store.ts';
import type { PeopleDeps } from './people-deps.ts';
import { placeOfRoom } from './places-store.ts';

/**
 * Registers a child and enrols it in a room. Without consents and guardians nobody watches through it yet.
 * @throws AppError 'forbidden', 'bad-request', or 'not-found' when the room is unknown, foreign, or of another site
 */
export async function addChild(
  deps: Pick<PeopleDeps, 'db' | 'now'>,
  asking: AskingUser,
  input: z.output<typeof AddChild>,
): Promise<ChildId> {
  const { siteId, classroomId } = input;
  const place = await placeOfRoom(deps.db, classroomId);
  requirePermission(asking, 'families:write', place);
  if (place.siteId !== siteId) throw new AppError('not-found');
  if (input.fromMinute >= input.toMinute)
    throw new AppError('bad-request', { fields: { toMinute: 'end-before-start' } });
  const at = deps.now();
  return deps.db.$transaction(async (tx) => {
    const childId = await insertChild(tx, input);
    await recordAudit(tx, {
      action: 'child-added',
      at,
      actorId: asking.userId,
      siteId,
      childId,
      address: asking.address,
    });
    await appendEvent(tx, { type: 'register:changed', at, siteId, classroomId, payload: { what: 'people' } });
    return childId;
  });
}
