import { mayDo, type Place } from '../access/roles.ts';
import { heldRole } from '../platform/asking.ts';
import type { Db, Tx } from '../platform/database.ts';

/** Which of these people could make an invitation for this place still. What the others made is void. */
export async function mayStillInvite(
  db: Db | Tx,
  userIds: readonly string[],
  place: Place,
  at: Date,
): Promise<Set<string>> {
  const people = await db.user.findMany({
    where: { id: { in: [...userIds] }, suspendedAt: null },
    select: { id: true, roles: { where: { OR: [{ endsAt: null }, { endsAt: { gt: at } }] } } },
  });
  const able = people.filter(({ roles }) => mayDo(roles.map(heldRole), 'families:write', place));
  return new Set(able.map(({ id }) => id));
}
