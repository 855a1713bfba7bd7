import { recordAudits } from '../audit/audit-store.ts';
import type { AuditAction } from '../contract/audit-actions.ts';
import type { OrganizationId } from '../contract/ids.ts';
import { appendEvents } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Tx } from '../platform/database.ts';

type Act = {
  action: AuditAction;
  at: Date;
  organizationId: OrganizationId;
  /** Each site's audit tells of it. */
  siteIds: readonly string[];
  details: Record<string, string>;
};

/** In the transaction of the change: a line in each site's audit, and word to its people that they should ask again. */
export async function recordEmployer(
  tx: Tx,
  { userId: actorId, address }: AskingUser,
  { action, at, organizationId, siteIds, details }: Act,
): Promise<void> {
  const places: (string | null)[] = siteIds.length === 0 ? [null] : [...siteIds];
  const entry = { action, at, actorId, address, details: { organizationId, ...details } };
  await recordAudits(
    tx,
    places.map((siteId) => ({ ...entry, siteId })),
  );
  await appendEvents(
    tx,
    siteIds.flatMap((siteId) => [
      { type: 'register:changed' as const, at, siteId, payload: { what: 'sites' } },
      { type: 'access:changed' as const, at, siteId },
    ]),
  );
}
