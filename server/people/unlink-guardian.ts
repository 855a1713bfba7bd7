import { requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import type { ChildId, GuardianshipId } from '../contract/ids.ts';
import { appendEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { deleteGuardianship } from './children-store.ts';
import { endGrantsOf } from './end-grants-of.ts';
import type { PeopleDeps } from './people-deps.ts';
import { placeOfChild } from './places-store.ts';

/**
 * Ends the link of a person to a child: they neither watch nor pick up, and see nothing of it any more. Who is blocked by
 * order stays linked, since the block is what stops them at the door.
 * @returns how many running views it ended
 * @throws AppError 'forbidden', 'bad-request' while a block by order holds, or 'not-found' for an unknown or foreign link
 */
export async function unlinkGuardian(
  deps: Pick<PeopleDeps, 'db' | 'now' | 'onFactsChanged'>,
  asking: AskingUser,
  { childId, guardianshipId }: { childId: ChildId; guardianshipId: GuardianshipId },
  reason: string,
): Promise<number> {
  const place = await placeOfChild(deps.db, childId);
  requirePermission(asking, 'families:write', place);
  const { siteId } = place;
  const at = deps.now();
  const userId = await deps.db.$transaction(async (tx) => {
    const gone = await deleteGuardianship(tx, childId, guardianshipId);
    if (gone === 'blocked') throw new AppError('bad-request', { fields: { guardianshipId: 'custody-blocked' } });
    if (gone === null) throw new AppError('not-found');
    await endGrantsOf(tx, { userIds: [gone], siteId, at, asking });
    await recordAudit(tx, {
      action: 'guardian-unlinked',
      at,
      actorId: asking.userId,
      siteId,
      childId,
      subjectId: gone,
      address: asking.address,
      details: { reason },
    });
    await appendEvent(tx, { type: 'register:changed', at, siteId, payload: { what: 'people' } });
    // By themselves: the child's id leads to them no more.
    await appendEvent(tx, { type: 'access:changed', at, siteId, userId: gone });
    await appendEvent(tx, { type: 'access:changed', at, siteId, childId });
    return gone;
  });
  return deps.onFactsChanged({ userId });
}
