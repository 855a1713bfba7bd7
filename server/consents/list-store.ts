import { families } from '../access/family-scope.ts';
import type { ListScopes } from '../access/roles.ts';
import type { SiteId } from '../contract/ids.ts';
import type { Db } from '../platform/database.ts';
import type { LedgerRow } from './consent-standings.ts';
import { scansIn } from './reach-store.ts';

const shown = (scopes: ListScopes, siteId: SiteId | undefined) => ({
  AND: [{ leftAt: null, ...(siteId && { siteId }) }, families(scopes)],
});

/** Children that have not left, with what is said of them beside their consents. */
export const childrenIn = (db: Db, scopes: ListScopes, siteId: SiteId | undefined) =>
  db.child.findMany({
    where: shown(scopes, siteId),
    orderBy: [{ site: { name: 'asc' } }, { name: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      siteId: true,
      name: true,
      nickname: true,
      site: { select: { name: true, timeZone: true, operatorId: true } },
      enrolments: {
        select: { startsOn: true, endsOn: true, classroom: { select: { name: true } } },
        orderBy: { startsOn: 'desc' },
      },
    },
  });
export type ListedChild = Awaited<ReturnType<typeof childrenIn>>[number];

/** The same children, for who only counts them. */
export const childIdsIn = (db: Db, scopes: ListScopes, siteId: SiteId | undefined) =>
  db.child.findMany({ where: shown(scopes, siteId), select: { id: true, site: { select: { operatorId: true } } } });

/** By child, its ledger, the oldest entry first. Plain SQL: the mapper costs ten times what the database does. */
export async function ledgersIn(db: Db, childIds: readonly string[]): Promise<ReadonlyMap<string, LedgerRow[]>> {
  const rows = await db.$queryRaw<(LedgerRow & { childId: string })[]>`
    SELECT child_id AS "childId", kind, version, given, valid_from AS "validFrom", valid_until AS "validUntil",
      recorded_at AS "recordedAt"
    FROM consent_entry WHERE child_id = ANY(${[...childIds]}::uuid[]) ORDER BY recorded_at, id`;
  return Map.groupBy(rows, ({ childId }) => childId);
}

/** By child, how many papers wait that these scopes may know of. */
export async function waitingByChild(
  db: Db,
  scopes: ListScopes,
  siteId: SiteId | undefined,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.consentScan.groupBy({
    by: 'childId',
    where: { decidedAt: null, child: shown(scopes, siteId), AND: [await scansIn(db, scopes)] },
    _count: { _all: true },
  });
  return new Map(rows.map(({ childId, _count }) => [childId, _count._all]));
}

/** The children of one operator with their ledgers, and no more of them. */
export const ledgersOf = (db: Db, operatorId: string) =>
  db.child.findMany({
    where: { leftAt: null, site: { operatorId } },
    select: {
      consents: {
        select: { kind: true, version: true, given: true, validFrom: true, validUntil: true, recordedAt: true },
        orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
      },
    },
  });

/** Texts of these operators that are needed from an instant on, by operator. */
export async function requiredTexts(db: Db, operatorIds: readonly string[]) {
  const texts = await db.consentText.findMany({
    where: { operatorId: { in: [...new Set(operatorIds)] }, requiredFrom: { not: null } },
    select: { operatorId: true, kind: true, version: true, requiredFrom: true },
  });
  return Map.groupBy(texts, ({ operatorId }) => operatorId);
}
