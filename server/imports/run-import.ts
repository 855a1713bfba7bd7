import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { mayDo, requirePermission, type Place } from '../access/roles.ts';
import type { SiteId } from '../contract/ids.ts';
import type { ApplyImport, ImportApplied, ImportError, ImportReport, TryImport } from '../contract/imports.ts';
import type { AskingUser } from '../platform/asking.ts';
import { localDay } from '../platform/calendar.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { hashSecret, randomToken } from '../platform/secret-hash.ts';
import type { ImportDeps } from './import-deps.ts';
import { readRow, type ImportRow } from './import-row.ts';
import { holdForImport, loadKnown, placeOfSite, type Reach } from './known-store.ts';
import { planImport, reportOf, type Plan } from './plan-import.ts';
import { insertBatch, isConflict, writePlan } from './plan-store.ts';
import { readFile } from './read-file.ts';
import { recordImport, sitesOf } from './record-import.ts';
import { fileFault } from './table.ts';

/** A thousand children take two seconds; what takes longer than this is stopped, and nothing of it stays. */
const MOST_MS = 60_000;

/**
 * What an import of this file would do, with everything that is wrong in it. Changes nothing.
 * @throws AppError 'forbidden', 'not-found' for an unknown or foreign site, or 'bad-request' for a file that cannot be read
 */
export async function tryImport(
  { db, now }: ImportDeps,
  asking: AskingUser,
  { siteId }: z.output<typeof TryImport>,
  bytes: Buffer,
): Promise<ImportReport> {
  const at = now();
  const place = await placeOfSite(db, siteId);
  requirePermission(asking, 'families:write', place);
  const lines = await readLines(bytes, localDay(at, place.timeZone));
  const { report } = await planOf(db, lines, reachOf(asking, place, at));
  return report;
}

/**
 * Does what `tryImport` says, in one transaction: all of it or nothing. What stands in the register already is found again,
 * so that a second import of the same file changes nothing.
 * @throws AppError as `tryImport`; 'bad-request' when rows with errors are to be imported, 'conflict' when another was faster
 */
export async function applyImport(
  { db, now, onFactsChanged }: ImportDeps,
  asking: AskingUser,
  { siteId, name, rows }: z.output<typeof ApplyImport>,
  bytes: Buffer,
): Promise<ImportApplied> {
  const at = now();
  const place = await placeOfSite(db, siteId);
  requirePermission(asking, 'families:write', place);
  const lines = await readLines(bytes, localDay(at, place.timeZone));
  const passwordHash = await hashSecret(randomToken());
  const write = async (tx: Tx) => {
    const reach = reachOf(asking, place, at);
    await holdForImport(tx, reach, sitesNamed(lines));
    const { plan, report } = await planOf(tx, lines, reach);
    if (plan.outcomes.size === 0 || (rows === 'all' && report.errors.length > 0)) throw fileFault('has-errors');
    await writePlan(tx, plan, { operatorId: place.operatorId, chosenSiteId: siteId, passwordHash });
    const fileHash = new Uint8Array(createHash('sha256').update(bytes).digest());
    const batchId = await insertBatch(tx, { siteId, fileName: name, fileHash, report, at, by: asking.userId });
    await recordImport(tx, plan, { at, asking, chosenSiteId: siteId, batchId });
    return { report, changed: sitesOf(plan, siteId) };
  };
  const { report, changed } = await db.$transaction(write, { timeout: MOST_MS }).catch((error: unknown) => {
    throw isConflict(error) ? new AppError('conflict', { cause: error }) : error;
  });
  // Only after the commit: a re-check must see the new facts.
  const ended = await Promise.all(changed.map((id) => onFactsChanged({ siteId: id as SiteId })));
  return { ...report, endedViews: ended.reduce((sum, views) => sum + views, 0) };
}

type Lines = { rows: ImportRow[]; faults: ImportError[]; ignored: string[] };

async function readLines(bytes: Buffer, today: string): Promise<Lines> {
  const { columns, rows } = await readFile(bytes);
  const read = rows.map((row) => readRow(row, columns, today));
  return {
    rows: read.flatMap(({ row }) => (row === null ? [] : [row])),
    faults: read.flatMap(({ errors }) => errors),
    ignored: columns.ignored,
  };
}

async function planOf(db: Tx, lines: Lines, reach: Reach): Promise<{ plan: Plan; report: ImportReport }> {
  const plan = planImport(lines.rows, await loadKnown(db, reach, sitesNamed(lines)));
  return { plan, report: reportOf(plan, lines.faults, lines.ignored) };
}

const sitesNamed = ({ rows }: Lines): Set<string> => new Set(rows.flatMap(({ site }) => site ?? []));

function reachOf(asking: AskingUser, { siteId, operatorId }: Place, at: Date): Reach {
  const { userId: askingId, roles } = asking;
  return {
    ...{ at, operatorId, chosenSiteId: siteId, askingId },
    mayAddSites: mayDo(roles, 'sites:create', { siteId, operatorId }),
    mayFill: (id) => mayDo(roles, 'families:write', { siteId: id as SiteId, operatorId }),
  };
}
