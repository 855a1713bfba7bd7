import type { ListScopes } from '../access/roles.ts';
import type { SiteId } from '../contract/ids.ts';
import type { Db } from '../platform/database.ts';
import { familiesIn } from './reach-store.ts';

/** Children that have not left, with what their consents are judged by. */
export const childrenWithLedgers = (db: Db, scopes: ListScopes, siteId: SiteId | undefined) =>
  db.child.findMany({
    where: { AND: [{ leftAt: null, ...(siteId && { siteId }) }, familiesIn(scopes)] },
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
      consents: {
        select: { kind: true, version: true, given: true, validFrom: true, validUntil: true, recordedAt: true },
        orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
      },
      _count: { select: { scans: { where: { decidedAt: null } } } },
    },
  });
export type LedgerChild = Awaited<ReturnType<typeof childrenWithLedgers>>[number];

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
