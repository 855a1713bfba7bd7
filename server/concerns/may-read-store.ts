import { listScopes, type ListScopes } from '../access/roles.ts';
import type { ConcernId, UserId } from '../contract/ids.ts';
import { PERMISSIONS, roleHas } from '../contract/roles.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Db, Tx } from '../platform/database.ts';
import { actsOnReaders } from './acts-store.ts';
import { inHandsOf } from './in-hands-of.ts';

/** Who asks, and reports that they would read, were their account not in the hands of somebody kept from them. */
export type Reader = Pick<ListScopes, 'operatorIds' | 'siteIds'> & {
  askingId: UserId;
  hiddenIds: readonly string[];
};

/** @throws AppError 'forbidden' or 'second-factor-needed' for who reads no report anywhere */
export async function readerOf(db: Db | Tx, asking: AskingUser): Promise<Reader> {
  const { operatorIds, siteIds } = listScopes(asking, 'concerns:read');
  const reader: Reader = { ...{ operatorIds, siteIds, askingId: asking.userId }, hiddenIds: [] };
  const acts = await actsOnReaders(db);
  if (!acts.some(({ of }) => of === asking.userId)) return reader;
  const found = await db.concern.findMany({ where: readableBy(reader), select: KEPT });
  const isHidden = (each: StoredKept) => inHandsOf(keptPeople(each), acts, each.reportedAt).has(asking.userId);
  return { ...reader, hiddenIds: found.filter(isHidden).map(({ id }) => id) };
}

const KEPT = {
  ...{ id: true, reportedAt: true, keptFrom: { select: { userId: true } } },
  child: { select: { guardianships: { select: { userId: true } } } },
} as const;
type StoredKept = {
  reportedAt: Date;
  keptFrom: { userId: string }[];
  child: { guardianships: { userId: string }[] } | null;
};
const keptPeople = ({ keptFrom, child }: StoredKept): string[] =>
  [...keptFrom, ...(child?.guardianships ?? [])].map(({ userId }) => userId);

/**
 * The one place that says who reads a report: the site's directors and its operator; of one about a director the operator
 * alone; never whom it is about, and nobody of the child's family, as it stood then or stands now; nor an account that is in
 * the hands of one of these (in-hands-of.ts). Everything that shows anything of a report asks here.
 */
export const readableBy = ({ operatorIds, siteIds, askingId, hiddenIds }: Reader) => ({
  OR: [{ site: { operatorId: { in: operatorIds } } }, { siteId: { in: siteIds }, isForOperator: false }],
  keptFrom: { none: { userId: askingId } },
  id: { notIn: [...hiddenIds] },
  AND: [{ OR: [{ childId: null }, { child: { guardianships: { none: { userId: askingId } } } }] }],
});

/** Every report that this very person may read; none for who has no role for it. */
export async function readableIds(db: Db, asking: AskingUser): Promise<ConcernId[]> {
  if (!asking.roles.some(({ role }) => roleHas(role, 'concerns:read'))) return [];
  const where = readableBy(await readerOf(db, asking));
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

/**
 * The same from the other side: everybody who may read it at this moment. By the same role table, and as `listScopes` reaches:
 * an operator through its sites, an employer through none.
 */
export async function readersOf(tx: Db | Tx, kept: Kept, at: Date): Promise<UserId[]> {
  const { site, isForOperator, childId } = kept;
  const ofSite = isForOperator ? [] : [{ siteId: site.id }];
  const users = await tx.user.findMany({
    where: {
      suspendedAt: null,
      id: { notIn: await heldBy(tx, kept, at) },
      ...(childId !== null && { guardianships: { none: { childId } } }),
      roles: {
        some: {
          role: { in: [...PERMISSIONS['concerns:read']] },
          AND: [
            { OR: [{ endsAt: null }, { endsAt: { gt: at } }] },
            { OR: [{ organizationId: site.operatorId, role: { not: 'org_admin' } }, ...ofSite] },
          ],
        },
      },
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return users.map(({ id }) => id as UserId);
}

/** In a small nursery the director and the operator are one person, who may be the reporter. */
export async function isReadByOthers(db: Db | Tx, kept: Kept, reporterId: string, at: Date): Promise<boolean> {
  return (await readersOf(db, kept, at)).some((id) => id !== reporterId);
}

async function heldBy(db: Db | Tx, { childId, keptFrom, reportedAt }: Kept, at: Date): Promise<string[]> {
  const family =
    childId === null ? [] : await db.guardianship.findMany({ where: { childId }, select: { userId: true } });
  const people = [...keptFrom, ...family.map(({ userId }) => userId)];
  return [...inHandsOf(people, await actsOnReaders(db), reportedAt ?? at)];
}
