import { recordAudit } from '../audit/audit-store.ts';
import type { AuditAction } from '../contract/audit-actions.ts';
import type { SiteId } from '../contract/ids.ts';
import { appendEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Tx } from '../platform/database.ts';

type SiteAct = { siteId: SiteId; action: AuditAction; details?: Record<string, string | number> };

/** In the transaction of a change of a site: a line in the audit, and word to its people that they should ask again. */
export async function recordSite(
  tx: Tx,
  at: Date,
  { userId, address }: AskingUser,
  { siteId, action, details = {} }: SiteAct,
): Promise<void> {
  await recordAudit(tx, { action, at, actorId: userId, siteId, address, details });
  await appendEvent(tx, { type: 'register:changed', at, siteId, payload: { what: 'sites' } });
  await appendEvent(tx, { type: 'access:changed', at, siteId });
}
