import { recordAudit } from '../audit/audit-store.ts';
import type { AuditAction } from '../contract/audit-actions.ts';
import type { ConcernId, UserId } from '../contract/ids.ts';
import { appendEvents } from '../events/append-event.ts';
import type { Tx } from '../platform/database.ts';
import { type Kept, readersOf } from './may-read-store.ts';

type Told = { concernId: ConcernId; what: 'reported' | 'changed' | 'unopened'; at: Date };

/** One event for each who may read it at this moment, which nobody else hears; nothing of the report is in it. */
export async function tellReaders(tx: Tx, kept: Kept, { concernId, what, at }: Told): Promise<void> {
  const readers = await readersOf(tx, kept, at);
  const siteId = kept.site.id;
  await appendEvents(
    tx,
    readers.map((userId) => ({ type: 'concern:changed', at, siteId, userId, payload: { concernId, what } })),
  );
}

type Act = {
  concernId: ConcernId;
  siteId: string;
  action: Extract<AuditAction, `concern-${string}`>;
  at: Date;
  actorId: UserId | null;
  deviceId?: string | null;
  address?: string | null;
};

/**
 * Which report it was, and no child and nobody else: an entry is found by its site and its author alone, and read by who
 * may read the report (server/audit asks by `concernId`).
 */
export const auditConcern = (tx: Tx, { concernId, ...act }: Act): Promise<void> =>
  recordAudit(tx, { ...act, details: { concernId } });
