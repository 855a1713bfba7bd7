import type { ChildId, UserId } from '../contract/ids.ts';
import type { Db, Tx } from '../platform/database.ts';
import { plainPhone } from '../platform/plain-phone.ts';

export type Named = { name: string; phone: string };

const plainName = (name: string): string => name.normalize('NFKC').replace(/\s/g, '').toLowerCase();

/**
 * Is this one of the child's guardians whose right was withdrawn or blocked by order? A link must not give it back under
 * another account.
 * @returns by what one knows them; null when it is nobody of these
 */
export async function knownAsStopped(
  db: Db | Tx,
  childId: ChildId,
  { name, phone }: Named,
): Promise<'name' | 'phone' | null> {
  const stopped = await db.guardianship.findMany({
    where: { childId, OR: [{ withdrawnAt: { not: null } }, { custodyBlockedAt: { not: null } }] },
    select: { user: { select: { name: true, phone: true } } },
  });
  const called = plainPhone(phone);
  if (called !== '' && stopped.some(({ user }) => plainPhone(user.phone) === called)) return 'phone';
  return stopped.some(({ user }) => plainName(user.name) === plainName(name)) ? 'name' : null;
}

/** Whatever stands in the link: also one that was withdrawn or blocked. */
export async function isGuardianAlready(tx: Tx, childId: ChildId, userId: UserId): Promise<boolean> {
  return (await tx.guardianship.count({ where: { childId, userId } })) > 0;
}
