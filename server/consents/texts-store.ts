import type { OrganizationId, SiteId, UserId } from '../contract/ids.ts';
import type { Db, Tx } from '../platform/database.ts';

export const newestText = (db: Db | Tx, operatorId: string, kind: string) =>
  db.consentText.findFirst({ where: { operatorId, kind }, orderBy: { version: 'desc' } });

/** Every text of these operators without its words, the newest first. */
export const versionsOf = (db: Db, operatorIds: readonly string[]) =>
  db.consentText.findMany({
    where: { operatorId: { in: [...new Set(operatorIds)] } },
    orderBy: { version: 'desc' },
    select: { operatorId: true, kind: true, version: true, publishedAt: true },
  });

export const isTextOf = async (db: Db, operatorId: string, kind: string, textId: string): Promise<boolean> =>
  (await db.consentText.count({ where: { id: textId, operatorId, kind } })) > 0;

export const lastEntry = (db: Db | Tx, childId: string, kind: string) =>
  db.consentEntry.findFirst({
    where: { childId, kind },
    orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }],
    select: { given: true, version: true, textId: true, validUntil: true, recordedAt: true },
  });

export type NewText = {
  operatorId: OrganizationId;
  kind: string;
  version: number;
  zh: string;
  en: string;
  publishedAt: Date;
  publishedBy: UserId;
  requiredFrom: Date | null;
};
export const insertText = (tx: Tx, text: NewText) => tx.consentText.create({ data: text });

export async function sitesOfOperator(db: Db | Tx, operatorId: string): Promise<SiteId[]> {
  const rows = await db.site.findMany({ where: { operatorId }, select: { id: true } });
  return rows.map(({ id }) => id as SiteId);
}

/** The operators of these, each with every text, the newest first. */
export async function operatorsWithTexts(db: Db, operatorIds: readonly string[]) {
  const rows = await db.organization.findMany({
    where: { id: { in: [...operatorIds] } },
    orderBy: { name: 'asc' },
    select: { id: true, name: true, consentTexts: { orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }] } },
  });
  const authorIds = rows.flatMap(({ consentTexts }) => consentTexts.map(({ publishedBy }) => publishedBy));
  const authors = await db.user.findMany({ where: { id: { in: authorIds } }, select: { id: true, name: true } });
  return { rows, authorOf: new Map(authors.map(({ id, name }) => [id, name])) };
}

/** Views of families that run at this operator's sites. */
export const familyViews = (db: Db, operatorId: string, at: Date): Promise<number> =>
  db.viewingSession.count({
    where: { endedAt: null, leaseUntil: { gt: at }, viewedAs: 'guardian', camera: { site: { operatorId } } },
  });
