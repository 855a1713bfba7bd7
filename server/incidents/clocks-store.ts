import type { Place } from '../access/roles.ts';
import { IncidentClocks, USUAL_CLOCKS } from '../contract/incident-clocks.ts';
import type { OrganizationId, SiteId } from '../contract/ids.ts';
import type { Db, Tx } from '../platform/database.ts';

export async function placeOfSite(db: Db, siteId: SiteId): Promise<Place | null> {
  const site = await db.site.findUnique({ where: { id: siteId }, select: { operatorId: true } });
  return site && { siteId, operatorId: site.operatorId as OrganizationId };
}

/** A site's own times; of one that has set none, what is usual. */
export const clocksOfRow = (row: IncidentClocks | null): IncidentClocks =>
  row === null ? USUAL_CLOCKS : IncidentClocks.parse(row);

export const clocksOf = async (db: Db | Tx, siteId: string): Promise<IncidentClocks> =>
  clocksOfRow(await db.incidentClocks.findUnique({ where: { siteId } }));

/** Holds the site's row until the transaction ends: what was before a change is what the change is told against. */
export async function lockSite(tx: Tx, siteId: SiteId): Promise<void> {
  await tx.$queryRaw`SELECT id FROM site WHERE id = ${siteId}::uuid FOR NO KEY UPDATE`;
}

export async function writeClocks(tx: Tx, siteId: SiteId, clocks: IncidentClocks): Promise<void> {
  await tx.incidentClocks.upsert({ where: { siteId }, create: { siteId, ...clocks }, update: clocks });
}
