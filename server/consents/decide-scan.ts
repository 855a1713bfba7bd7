import type { z } from 'zod';
import { requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import type { AcceptScan, RefuseScan, ScanId } from '../contract/consents.ts';
import type { SiteId } from '../contract/ids.ts';
import type { ConsentKind } from '../contract/people.ts';
import { appendEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import type { ConsentsDeps } from './consents-deps.ts';
import { placeOfScan } from './reach-store.ts';
import { findScan, type FoundScan, markDecided } from './scans-store.ts';
import { lastEntry } from './texts-store.ts';

type Deps = Pick<ConsentsDeps, 'db' | 'now' | 'recordPaper'>;

/**
 * Makes an entry of the ledger from what was sent; it counts at once.
 * @returns how many running views it ended: an earlier end can close what was open
 * @throws AppError 'forbidden', 'not-found', 'conflict' when somebody decided already or a guardian has taken the consent
 *   back since it was sent, or 'bad-request'
 */
export async function acceptScan(
  deps: Deps,
  asking: AskingUser,
  scanId: ScanId,
  input: z.output<typeof AcceptScan>,
): Promise<number> {
  const { scan } = await requireScan(deps, asking, scanId);
  const kind = scan.kind as ConsentKind;
  return deps.recordPaper(
    asking,
    scan.childId,
    { ...input, kind, given: true },
    {
      scanId,
      sentAt: scan.uploadedAt,
      alongside: async (tx) => {
        await decide(tx, deps, asking, scanId, null);
        await requireNotTakenBack(tx, scan);
      },
    },
  );
}

/** The guardian reads why. @throws AppError as `acceptScan` */
export async function refuseScan(
  deps: Deps,
  asking: AskingUser,
  scanId: ScanId,
  { why }: z.output<typeof RefuseScan>,
): Promise<void> {
  const { scan, siteId } = await requireScan(deps, asking, scanId);
  const { childId, uploadedBy, kind } = scan;
  const at = deps.now();
  await deps.db.$transaction(async (tx) => {
    await decide(tx, deps, asking, scanId, why);
    const { userId: actorId, address } = asking;
    const about = { at, actorId, siteId, childId, subjectId: uploadedBy, address };
    await recordAudit(tx, { action: 'scan-refused', ...about, details: { scanId, kind, why } });
    await appendEvent(tx, { type: 'register:changed', at, siteId, payload: { what: 'people' } });
    await appendEvent(tx, { type: 'access:changed', at, siteId, childId });
  });
}

async function decide(
  tx: Tx,
  { now }: Pick<Deps, 'now'>,
  { userId }: AskingUser,
  scanId: ScanId,
  refusedWhy: string | null,
): Promise<void> {
  if (!(await markDecided(tx, scanId, { decidedAt: now(), decidedBy: userId, refusedWhy })))
    throw new AppError('conflict');
}

/** A paper says nothing of what was decided after it. */
async function requireNotTakenBack(tx: Tx, { childId, kind, uploadedAt }: FoundScan): Promise<void> {
  const last = await lastEntry(tx, childId, kind);
  if (last && !last.given && last.recordedAt > uploadedAt)
    throw new AppError('conflict', { fields: { scan: 'withdrawn-since' } });
}

async function requireScan(
  { db }: Pick<Deps, 'db'>,
  asking: AskingUser,
  scanId: ScanId,
): Promise<{ scan: FoundScan; siteId: SiteId }> {
  const scan = await findScan(db, scanId);
  const place = scan && (await placeOfScan(db, scan));
  requirePermission(asking, 'families:write', place);
  return { scan: scan as FoundScan, siteId: place.siteId }; // without it there is no place, and that was refused
}
