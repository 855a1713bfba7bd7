import type { AuditAction } from '../contract/audit-actions.ts';
import type { Tx } from '../platform/database.ts';
import { type Insert, insertRows } from '../platform/insert-rows.ts';

/** One act or one look. Ids only; what is said in `details` never holds a secret or an address of a camera. */
export type AuditRecord = {
  action: AuditAction;
  at: Date;
  actorId: string | null;
  deviceId?: string | null;
  siteId?: string | null;
  cameraId?: string | null;
  childId?: string | null;
  /** The person the act was done to. */
  subjectId?: string | null;
  address?: string | null;
  details?: Record<string, string | number | boolean | null>;
};

const COLUMNS = [
  'action',
  'at',
  'actorId',
  'deviceId',
  'siteId',
  'cameraId',
  'childId',
  'subjectId',
  'address',
  'details',
] as const;

/** Appends; give it the transaction of the change itself, so that neither stands without the other. */
export async function recordAudit(tx: Tx, entry: AuditRecord): Promise<void> {
  await tx.auditEntry.create({ data: { ...entry, details: entry.details ?? {} } });
}

/** Many at once, as one act upon many rights makes them. */
export async function recordAudits(tx: Tx, entries: readonly AuditRecord[]): Promise<void> {
  await insertRows(tx, auditRows(entries));
}

/** For a statement that writes something else as well. */
export const auditRows = (entries: readonly AuditRecord[]): Insert => ({
  table: 'audit_entry',
  columns: COLUMNS,
  rows: entries.map((entry) => ({ ...entry, details: entry.details ?? {} })),
});
