import type { ConcernStanding } from '../contract/dashboard.ts';
import type { ConcernId, SiteId } from '../contract/ids.ts';
import { roleHas } from '../contract/roles.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { ConcernDeps } from './concern-deps.ts';
import { readableBy, readerOf } from './may-read-store.ts';

/** What waits to be opened by the asking; nothing for everybody who reads no report. */
export async function unopenedFor(
  { db }: Pick<ConcernDeps, 'db'>,
  asking: AskingUser,
  siteIds: readonly SiteId[],
): Promise<ConcernStanding[]> {
  if (!asking.roles.some(({ role }) => roleHas(role, 'concerns:read'))) return [];
  const rows = await db.concern.findMany({
    where: {
      AND: [readableBy(await readerOf(db, asking)), { siteId: { in: [...siteIds] } }],
      steps: { none: { kind: 'opened' } },
    },
    select: { id: true, siteId: true, receipt: true, reportedAt: true },
    orderBy: { reportedAt: 'asc' },
  });
  return rows.map(({ id, siteId, receipt, reportedAt }) => ({
    ...{ concernId: id as ConcernId, siteId: siteId as SiteId, receipt, since: reportedAt.toISOString() },
  }));
}
