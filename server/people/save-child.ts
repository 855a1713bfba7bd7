import type { z } from 'zod';
import { requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import type { ChildId, ClassroomId, SiteId } from '../contract/ids.ts';
import type { SaveChild } from '../contract/people.ts';
import { appendEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import { localDay } from '../platform/calendar.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { enrolFrom, holdChild, updateChild } from './enrolment-store.ts';
import type { PeopleDeps } from './people-deps.ts';
import { placeOfChild, placeOfRoom, zoneOfSite } from './places-store.ts';

/**
 * Changes what is known of a child. Another room or other hours are a new enrolment from today on; a child that is in
 * its old room now stays there until a tablet takes it into the new one.
 * @returns how many running views it ended
 * @throws AppError 'forbidden', 'bad-request', or 'not-found' for a child or a room that is unknown or of another site
 */
export async function saveChild(
  deps: Pick<PeopleDeps, 'db' | 'now' | 'onFactsChanged'>,
  asking: AskingUser,
  childId: ChildId,
  input: z.output<typeof SaveChild>,
): Promise<number> {
  const place = await placeOfChild(deps.db, childId);
  requirePermission(asking, 'families:write', place);
  const { siteId } = place;
  if ((await placeOfRoom(deps.db, input.classroomId))?.siteId !== siteId) throw new AppError('not-found');
  if (input.fromMinute >= input.toMinute)
    throw new AppError('bad-request', { fields: { toMinute: 'end-before-start' } });
  const at = deps.now();
  const today = localDay(at, await zoneOfSite(deps.db, siteId));
  const isMoved = await deps.db.$transaction(async (tx) => {
    if (!(await holdChild(tx, childId))) throw new AppError('not-found');
    await updateChild(tx, childId, input);
    const rooms = await enrolFrom(tx, childId, input, today);
    await recordAudit(tx, {
      action: rooms === null ? 'child-saved' : 'child-enrolled-anew',
      at,
      actorId: asking.userId,
      siteId,
      childId,
      address: asking.address,
      details: rooms === null ? {} : { from: rooms.from, to: input.classroomId, sessionKind: input.sessionKind },
    });
    await tell(tx, { siteId, childId, rooms: rooms === null ? [] : [rooms.from, input.classroomId] }, at);
    return rooms !== null;
  });
  return isMoved ? deps.onFactsChanged({ siteId }) : 0;
}

type Told = { siteId: SiteId; childId: ChildId; rooms: (ClassroomId | null)[] };

async function tell(tx: Tx, { siteId, childId, rooms }: Told, at: Date): Promise<void> {
  await appendEvent(tx, { type: 'register:changed', at, siteId, payload: { what: 'people' } });
  await appendEvent(tx, { type: 'access:changed', at, siteId, childId });
  for (const classroomId of new Set(rooms.filter((id) => id !== null)))
    await appendEvent(tx, { type: 'access:changed', at, siteId, classroomId });
}
