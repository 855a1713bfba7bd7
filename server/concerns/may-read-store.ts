import { listScopes, type ListScopes } from '../access/roles.ts';
import type { ConcernId, UserId } from '../contract/ids.ts';
import { roleHas } from '../contract/roles.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Db, Tx } from '../platform/database.ts';

/**
 * The one place that says who reads a report: the site's directors and its operator; of one about a director the operator
 * alone; never whom it is about, and nobody of the child's family, as it stood then or stands now. Everything that shows
 * anything of a report asks here.
 */
export const readableBy = ({ operatorIds, siteIds, askingId }: ListScopes) => ({
  OR: [{ site: { operatorId: { in: operatorIds } } }, { siteId: { in: siteIds }, isForOperator: false }],
  keptFrom: { none: { userId: askingId ?? NOBODY } },
  AND: [
    { OR: [{ childId: null }, { child: { guardianships: { none: { userId: askingId ?? NOBODY } } } }] },
    // A tablet reads none, whoever acts on it.
    ...(askingId === null ? [{ receipt: '' }] : []),
  ],
});
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Every report that this very person may read; none for who has no role for it. */
export async function readableIds(db: Db, asking: AskingUser): Promise<ConcernId[]> {
  if (!asking.roles.some(({ role }) => roleHas(role, 'concerns:read'))) return [];
  const where = readableBy(listScopes(asking, 'concerns:read'));
  const found = await db.concern.findMany({ where, select: { id: true } });
  return found.map(({ id }) => id as ConcernId);
}

export type Kept = {
  site: { id: string; operatorId: string };
  isForOperator: boolean;
  childId: string | null;
  keptFrom: readonly string[];
};

/** The same from the other side: everybody who may read it at this moment. */
export async function readersOf(
  tx: Db | Tx,
  { site, isForOperator, childId, keptFrom }: Kept,
  at: Date,
): Promise<UserId[]> {
  const directors = isForOperator ? [] : [{ role: 'site_admin', siteId: site.id }];
  const users = await tx.user.findMany({
    where: {
      suspendedAt: null,
      id: { notIn: [...keptFrom] },
      ...(childId !== null && { guardianships: { none: { childId } } }),
      roles: {
        some: {
          AND: [
            { OR: [{ endsAt: null }, { endsAt: { gt: at } }] },
            { OR: [{ role: 'operator_admin', organizationId: site.operatorId }, ...directors] },
          ],
        },
      },
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return users.map(({ id }) => id as UserId);
}
