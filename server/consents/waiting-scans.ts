import { listScopes } from '../access/roles.ts';
import type { ScanId, WaitingScan } from '../contract/consents.ts';
import type { ChildId, SiteId, UserId } from '../contract/ids.ts';
import type { ConsentKind } from '../contract/people.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { ConsentsDeps } from './consents-deps.ts';
import { namesOf } from './guardian-store.ts';
import { waitingScans } from './scans-store.ts';
import { versionsOf } from './texts-store.ts';

/** Papers that wait for an administrator's look, the oldest first. @throws AppError 'forbidden' */
export async function readWaitingScans(
  { db }: Pick<ConsentsDeps, 'db'>,
  asking: AskingUser,
  siteId: SiteId | undefined,
): Promise<WaitingScan[]> {
  const rows = await waitingScans(db, listScopes(asking, 'families:read'), siteId);
  const [names, texts] = await Promise.all([
    namesOf(
      db,
      rows.map(({ uploadedBy }) => uploadedBy),
    ),
    versionsOf(
      db,
      rows.map(({ child }) => child.site.operatorId),
    ),
  ]);
  return rows.map(({ child, ...scan }) => ({
    scanId: scan.id as ScanId,
    childId: scan.childId as ChildId,
    childName: child.name,
    siteId: child.siteId as SiteId,
    timeZone: child.site.timeZone,
    kind: scan.kind as ConsentKind,
    mediaType: scan.mediaType === 'application/pdf' ? 'application/pdf' : 'image/jpeg',
    uploadedAt: scan.uploadedAt.toISOString(),
    uploadedBy: {
      userId: scan.uploadedBy as UserId,
      name: names.get(scan.uploadedBy) ?? '',
      relation: child.guardianships.find(({ userId }) => userId === scan.uploadedBy)?.relation ?? null,
    },
    statedUntil: scan.statedUntil?.toISOString() ?? null,
    versions: texts
      .filter(
        ({ operatorId, kind, publishedAt }) =>
          operatorId === child.site.operatorId && kind === scan.kind && publishedAt <= scan.uploadedAt,
      )
      .map(({ version }) => version),
  }));
}
