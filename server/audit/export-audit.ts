import { stringify } from 'csv-stringify';
import type { Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { z } from 'zod';
import { AUDIT_EXPORT_ROWS, type AuditFilter, type ExportAudit } from '../contract/audit.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import { csvColumns, csvLine, type CsvLanguage } from './audit-csv.ts';
import { type AuditCursor, auditEntries, countEntries, namesIn } from './audit-reading-store.ts';
import { type AuditScope, auditScope, type AuditScopeDeps } from './audit-scope-store.ts';
import { recordAudit } from './audit-store.ts';

const BATCH = 1_000;

type ExportDeps = AuditScopeDeps & { now: Clock; log: Log };

/**
 * Writes what is searched for as CSV, newest first, at most AUDIT_EXPORT_ROWS entries, as they stood at this instant. That
 * it was taken out is recorded first, also when the download breaks off.
 */
export async function exportAudit(
  deps: ExportDeps,
  asking: AskingUser,
  { language, ...filter }: z.output<typeof ExportAudit>,
  res: Response,
): Promise<void> {
  const { db, now, log } = deps;
  const scope = await auditScope(deps, asking, filter.siteId);
  const at = now();
  const ended = { ...filter, to: earlier(filter.to, at.toISOString()) };
  const found = await countEntries(db, scope, ended, AUDIT_EXPORT_ROWS + 1);
  const rows = Math.min(found, AUDIT_EXPORT_ROWS);
  const isCut = found > rows;
  // What is written of it is read by others: how many of the entries were of reports is not.
  const told = await countEntries(db, { ...scope, concernIds: [] }, ended, AUDIT_EXPORT_ROWS + 1);
  await recordExport(deps, asking, { at, scope, filter, found: told });
  res.setHeader('content-type', 'text/csv; charset=utf-8');
  res.setHeader('content-disposition', `attachment; filename="audit-${at.toISOString().slice(0, 10)}.csv"`);
  res.setHeader('x-rows', String(rows));
  if (isCut) res.setHeader('x-cut', '1');
  const options = { bom: true, header: true, columns: csvColumns(scope, language), record_delimiter: 'windows' };
  // A name that begins like a formula stays text in a spreadsheet.
  const csv = stringify({ ...options, escape_formulas: true });
  // The answer has begun: a fault can only break it off.
  await pipeline(Readable.from(lines(db, scope, ended, { rows, language })), csv, res).catch((error: unknown) =>
    log.warn({ err: error }, 'an export of the audit broke off'),
  );
}

async function* lines(
  db: Db,
  scope: AuditScope,
  filter: AuditFilter,
  { rows, language }: { rows: number; language: CsvLanguage },
) {
  let before: AuditCursor | null = null;
  for (let left = rows; left > 0; left -= BATCH) {
    const batch = await auditEntries(db, scope, filter, { before, limit: Math.min(BATCH, left) });
    const names = await namesIn(db, batch);
    for (const row of batch) yield csvLine(row, names, scope, language);
    before = batch.at(-1) ?? null;
    if (before === null) return;
  }
}

type Exported = { at: Date; scope: AuditScope; filter: AuditFilter; found: number };

async function recordExport(
  { db }: ExportDeps,
  { userId, address }: AskingUser,
  { at, scope, filter, found }: Exported,
): Promise<void> {
  const { siteId, personId = null, cameraId = null, childId = null, kind = null, from = null, to = null } = filter;
  // Of a site out of reach nothing was exported, and nothing stands in its audit.
  const isWithin = scope.sites.some(({ id }) => id === siteId);
  const rows = Math.min(found, AUDIT_EXPORT_ROWS);
  const details = { personId, cameraId, childId, kind, from, to, rows, isCut: found > rows };
  await recordAudit(db, {
    action: 'audit-exported',
    at,
    actorId: userId,
    siteId: isWithin && siteId ? siteId : null,
    address,
    details,
  });
}

const earlier = (a: string | undefined, b: string): string =>
  a !== undefined && Date.parse(a) < Date.parse(b) ? a : b;
