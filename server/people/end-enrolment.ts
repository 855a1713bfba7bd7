import type { z } from 'zod';
import { requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import type { ChildId, SiteId } from '../contract/ids.ts';
import type { EndEnrolment } from '../contract/people.ts';
import { appendEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import { localDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { endGrantsOf } from './end-grants-of.ts';
import { familyAndRoomsOf, type FamilyAndRooms, markLeft } from './leaving-store.ts';
import type { PeopleDeps } from './people-deps.ts';
import { placeOfChild, zoneOfSite } from './places-store.ts';

/**
 * Records that a child has left the nursery: from now on nobody watches through it, and it is on no list of a room.
 * What was recorded of it stays.
 * @returns how many running views it ended
 * @throws AppError 'forbidden', 'bad-request' for a last day that is still to come, or 'not-found' for a child that is
 * unknown, foreign, or has left already
 */
export async function endEnrolment(
  deps: Pick<PeopleDeps, 'db' | 'now' | 'onFactsChanged'>,
  asking: AskingUser,
  childId: ChildId,
  { lastDay, reason }: z.output<typeof EndEnrolment>,
): Promise<number> {
  const place = await placeOfChild(deps.db, childId);
  requirePermission(asking, 'families:write', place);
  const siteId = place.siteId;
  const at = deps.now();
  const endsOn = await pastDay(deps.db, siteId, lastDay, at);
  await deps.db.$transaction(async (tx) => {
    const concerned = await familyAndRoomsOf(tx, childId, endsOn);
    if (!(await markLeft(tx, childId, at, endsOn))) throw new AppError('not-found');
    await endGrantsOf(tx, { userIds: concerned.guardianIds, siteId, at, asking });
    const { userId: actorId, address } = asking;
    await recordAudit(tx, {
      action: 'child-left',
      at,
      actorId,
      siteId,
      childId,
      address,
      details: { reason, lastDay: endsOn },
    });
    await tell(tx, siteId, concerned, at);
  });
  return deps.onFactsChanged({ siteId });
}

/** The day itself, today when none was said: a leaving that is still to come would take the picture away too early. */
async function pastDay(db: Db, siteId: SiteId, lastDay: string | null, at: Date): Promise<string> {
  const today = localDay(at, await zoneOfSite(db, siteId));
  if (lastDay !== null && lastDay > today) throw new AppError('bad-request', { fields: { lastDay: 'in-the-future' } });
  return lastDay ?? today;
}

/** Each guardian by themselves: once the child has left, the child's id leads to none of them. */
async function tell(tx: Tx, siteId: SiteId, { guardianIds, classroomIds }: FamilyAndRooms, at: Date): Promise<void> {
  await appendEvent(tx, { type: 'register:changed', at, siteId, payload: { what: 'people' } });
  for (const userId of guardianIds) await appendEvent(tx, { type: 'access:changed', at, siteId, userId });
  for (const classroomId of classroomIds) await appendEvent(tx, { type: 'access:changed', at, siteId, classroomId });
}
