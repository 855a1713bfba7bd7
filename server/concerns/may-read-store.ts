import { listScopes, type ListScopes } from '../access/roles.ts';
import type { ConcernId, UserId } from '../contract/ids.ts';
import { roleHas } from '../contract/roles.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Db, Tx } from '../platform/database.ts';

/** What gives somebody else's account into one's own hands. */
const TAKES_OVER = ['password-reset', 'second-factor-reset'];

/** Who asks, and who has had their account in their hands since when. */
export type Reader = ListScopes & { takenOver: readonly { by: string; at: Date }[] };

export async function readerOf(db: Db | Tx, scopes: ListScopes): Promise<Reader> {
  const { askingId } = scopes;
  if (askingId === null) return { ...scopes, takenOver: [] };
  const entries = await db.auditEntry.findMany({
    where: { action: { in: TAKES_OVER }, subjectId: askingId, actorId: { not: askingId } },
    select: { actorId: true, at: true },
  });
  return {
    ...scopes,
    takenOver: entries.flatMap(({ actorId, at }) => (actorId === null ? [] : [{ by: actorId, at }])),
  };
}

/**
 * The one place that says who reads a report: the site's directors and its operator; of one about a director the operator
 * alone; never whom it is about, and nobody of the child's family, as it stood then or stands now; nor an account that one of
 * these was given into the hands of afterwards. Everything that shows anything of a report asks here.
 */
export const readableBy = ({ operatorIds, siteIds, askingId, takenOver }: Reader) => ({
  OR: [{ site: { operatorId: { in: operatorIds } } }, { siteId: { in: siteIds }, isForOperator: false }],
  keptFrom: { none: { userId: askingId ?? NOBODY } },
  AND: [
    { OR: [{ childId: null }, { child: { guardianships: { none: { userId: askingId ?? NOBODY } } } }] },
    // A tablet reads none, whoever acts on it.
    ...(askingId === null ? [{ receipt: '' }] : []),
    ...takenOver.map(({ by: userId, at }) => ({
      NOT: {
        reportedAt: { lt: at },
        OR: [{ keptFrom: { some: { userId } } }, { child: { guardianships: { some: { userId } } } }],
      },
    })),
  ],
});
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Every report that this very person may read; none for who has no role for it. */
export async function readableIds(db: Db, asking: AskingUser): Promise<ConcernId[]> {
  if (!asking.roles.some(({ role }) => roleHas(role, 'concerns:read'))) return [];
  const where = readableBy(await readerOf(db, listScopes(asking, 'concerns:read')));
  const found = await db.concern.findMany({ where, select: { id: true } });
  return found.map(({ id }) => id as ConcernId);
}

export type Kept = {
  site: { id: string; operatorId: string };
  isForOperator: boolean;
  childId: string | null;
  keptFrom: readonly string[];
  /** Left out of one that is only being made. */
  reportedAt?: Date;
};

/** The same from the other side: everybody who may read it at this moment. */
export async function readersOf(tx: Db | Tx, kept: Kept, at: Date): Promise<UserId[]> {
  const { site, isForOperator, childId, keptFrom } = kept;
  const directors = isForOperator ? [] : [{ role: 'site_admin', siteId: site.id }];
  const users = await tx.user.findMany({
    where: {
      suspendedAt: null,
      id: { notIn: [...keptFrom, ...(await takenOverBy(tx, kept))] },
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

/** Accounts that somebody whom it is kept from got into their hands since it was reported. */
async function takenOverBy(db: Db | Tx, { childId, keptFrom, reportedAt }: Kept): Promise<string[]> {
  if (reportedAt === undefined) return [];
  const family =
    childId === null ? [] : await db.guardianship.findMany({ where: { childId }, select: { userId: true } });
  const entries = await db.auditEntry.findMany({
    where: {
      action: { in: TAKES_OVER },
      at: { gt: reportedAt },
      actorId: { in: [...keptFrom, ...family.map(({ userId }) => userId)] },
    },
    select: { subjectId: true },
  });
  return entries.flatMap(({ subjectId }) => subjectId ?? []);
}
