import { requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import type { ScanId } from '../contract/consents.ts';
import type { AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import type { ConsentsDeps } from './consents-deps.ts';
import { placeOfScan } from './reach-store.ts';
import { findScan, sealedBytes, type FoundScan } from './scans-store.ts';
import { requireStanding } from './sign-consent.ts';
import { boundTo } from './send-scan.ts';

type Deps = Pick<ConsentsDeps, 'db' | 'now' | 'sealer'>;
export type ShownScan = { mediaType: string; bytes: Uint8Array; kind: string };

/** For whoever reads the family of who sent it; every look is recorded. @throws AppError 'forbidden', or 'not-found' for unknown and foreign alike */
export async function lookAtScan(deps: Deps, asking: AskingUser, scanId: ScanId): Promise<ShownScan> {
  const scan = await findScan(deps.db, scanId);
  const place = scan && (await placeOfScan(deps.db, scan));
  requirePermission(asking, 'families:read', place);
  return shown(deps, asking, scan as FoundScan, place.siteId); // without it there is no place, and that was refused
}

/** For the guardian who sent it, as long as their right stands. @throws AppError 'not-found' for everything else alike */
export async function lookAtOwnScan(deps: Deps, asking: AskingUser, scanId: ScanId): Promise<ShownScan> {
  const scan = await findScan(deps.db, scanId);
  if (scan?.uploadedBy !== asking.userId) throw new AppError('not-found');
  const { siteId } = await requireStanding(deps.db, asking, scan.childId);
  return shown(deps, asking, scan, siteId);
}

async function shown(
  { db, now, sealer }: Deps,
  { userId, address }: AskingUser,
  { id, childId, kind, mediaType, uploadedBy }: FoundScan,
  siteId: string,
): Promise<ShownScan> {
  const bytes = sealer.open(boundTo(id), await sealedBytes(db, id as ScanId));
  const about = { at: now(), actorId: userId, siteId, childId, subjectId: uploadedBy, address };
  await recordAudit(db, { action: 'scan-seen', ...about, details: { scanId: id, kind } });
  return { mediaType, bytes, kind };
}
