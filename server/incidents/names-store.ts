import type { Role } from '../contract/people.ts';
import type { Db, Tx } from '../platform/database.ts';

/** How this person was called at that moment; null for somebody who was not asked for. */
export type NameAt = (userId: string, at: Date) => string | null;

/**
 * Of who did something, by their own account: staff and guardians. A record keeps the names of its day, whatever people are
 * called later. Of a time before names were kept, or before the account was made, the first that is known.
 */
export async function namesAt(db: Db | Tx, userIds: readonly string[]): Promise<NameAt> {
  const found = await db.userName.findMany({
    where: { userId: { in: [...new Set(userIds)] } },
    orderBy: { id: 'asc' },
    select: { userId: true, name: true, validFrom: true },
  });
  const names = Map.groupBy(found, ({ userId }) => userId);
  return (userId, at) => {
    const known = names.get(userId) ?? [];
    return (known.findLast(({ validFrom }) => validFrom <= at) ?? known[0])?.name ?? null;
  };
}

export const STAFF: Role[] = ['caregiver', 'volunteer', 'site_admin', 'operator_admin'];

/** Who works, or worked, for this operator: what was written of a leaver keeps their name. */
const worksFor = (operatorId: string) => ({
  role: { in: STAFF },
  OR: [{ organizationId: operatorId }, { site: { operatorId } }, { classroom: { site: { operatorId } } }],
});

/** Which of these are, or were, its staff. An id that somebody saved of a guardian, or of another operator's people, has no name. */
export async function staffAmong(db: Db, operatorId: string, userIds: readonly string[]): Promise<ReadonlySet<string>> {
  const users = await db.user.findMany({
    where: { id: { in: [...userIds] }, roles: { some: worksFor(operatorId) } },
    select: { id: true },
  });
  return new Set(users.map(({ id }) => id));
}
