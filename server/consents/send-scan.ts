import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import type { ScanId, UploadScan } from '../contract/consents.ts';
import type { ChildId, SiteId, UserId } from '../contract/ids.ts';
import { appendEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Db, Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { cleanScan, scanFault } from './clean-scan.ts';
import type { ConsentsDeps } from './consents-deps.ts';
import { placeOfFamily } from './reach-store.ts';
import { countWaiting, holdChild, insertScan } from './scans-store.ts';
import { requireStanding } from './sign-consent.ts';

type Deps = Pick<ConsentsDeps, 'db' | 'now' | 'sealer' | 'scanThrottle'>;
type Upload = z.output<typeof UploadScan>;
/** Of one child and one person; whoever sends more sends the same again. */
const MOST_WAITING = 12;

/** Binds sealed bytes to their row: copied to another scan they do not open. */
export const boundTo = (scanId: string): string => `kanwa consent scan ${scanId}`;

/**
 * A guardian shows a paper of their own child; it counts once an administrator has accepted it.
 * @throws AppError 'not-found' for a child that is not theirs, 'bad-request' for what is no picture or PDF
 */
export async function sendOwnScan(deps: Deps, asking: AskingUser, input: Upload, bytes: Buffer): Promise<ScanId> {
  const { siteId } = await requireStanding(deps.db, asking, input.childId);
  requireEnd(deps, input);
  return keep(deps, asking, { ...input, siteId }, bytes);
}

/** An administrator's, who accepts it in a second step as they would a family's. @throws AppError as above, or 'forbidden' */
export async function sendOfficeScan(deps: Deps, asking: AskingUser, input: Upload, bytes: Buffer): Promise<ScanId> {
  const place = await placeOfFamily(deps.db, input.childId);
  requirePermission(asking, 'families:write', place);
  requireEnd(deps, input);
  return keep(deps, asking, { ...input, siteId: place.siteId }, bytes);
}

function requireEnd({ now }: Deps, { kind, until }: Upload): void {
  if (kind === 'insurance' && until === undefined) throw new AppError('bad-request', { fields: { until: 'needed' } });
  if (until !== undefined && new Date(until) <= now())
    throw new AppError('bad-request', { fields: { until: 'in-the-past' } });
}

async function requireRoom(db: Db | Tx, childId: ChildId, uploadedBy: UserId): Promise<void> {
  if ((await countWaiting(db, childId, uploadedBy)) >= MOST_WAITING) throw scanFault('too-many-waiting');
}

async function keep(
  { db, now, sealer, scanThrottle }: Deps,
  asking: AskingUser,
  { childId, kind, until, siteId }: Upload & { childId: ChildId; siteId: SiteId },
  bytes: Buffer,
): Promise<ScanId> {
  await scanThrottle.take(asking.userId);
  await requireRoom(db, childId, asking.userId); // before the work of looking into it
  const clean = await cleanScan(bytes);
  const id = randomUUID() as ScanId;
  const at = now();
  const { userId, address } = asking;
  await db.$transaction(async (tx) => {
    await holdChild(tx, childId);
    await requireRoom(tx, childId, userId); // many may have come at once
    await insertScan(tx, {
      ...{ id, childId, kind, mediaType: clean.mediaType, uploadedAt: at, uploadedBy: userId },
      sealed: sealer.seal(boundTo(id), clean.bytes),
      statedUntil: until === undefined ? null : new Date(until),
    });
    const details = { kind, scanId: id, mediaType: clean.mediaType };
    await recordAudit(tx, { action: 'scan-sent', at, actorId: userId, siteId, childId, address, details });
    await appendEvent(tx, { type: 'register:changed', at, siteId, payload: { what: 'people' } });
  });
  return id;
}
