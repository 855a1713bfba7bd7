import { requirePermission } from '../access/roles.ts';
import type { OrganizationId, SiteId, ViewId } from '../contract/ids.ts';
import type { AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import type { DashboardDeps } from './dashboard-deps.ts';
import { looksWithReason, recordKnownOnce } from './looks-store.ts';

/**
 * A second person says that they know of a look for a stated reason. Saying it twice is fine and recorded once.
 * @throws AppError 'forbidden' for the one who looked, 'not-found' for what is no such look, or one out of reach
 */
export async function acknowledgeLook(
  { db, now }: Pick<DashboardDeps, 'db' | 'now'>,
  asking: AskingUser,
  viewId: ViewId,
): Promise<void> {
  const [look] = await looksWithReason(db, { viewId });
  const place = look && { siteId: look.siteId as SiteId, operatorId: look.operatorId as OrganizationId };
  requirePermission(asking, 'rights:write', place ?? null);
  if (!look) return; // without it there is no place, and that was refused
  if (look.actorId === asking.userId) throw new AppError('forbidden');
  await recordKnownOnce(db, viewId, {
    at: now(),
    actorId: asking.userId,
    subjectId: look.actorId,
    siteId: look.siteId,
    cameraId: look.cameraId,
    address: asking.address,
  });
}
