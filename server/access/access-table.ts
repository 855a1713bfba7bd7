import type { z } from 'zod';
import type { AccessCell, AccessTable } from '../contract/access.ts';
import type { CameraId, OrganizationId, SiteId, UserId } from '../contract/ids.ts';
import type { Asking } from '../platform/asking.ts';
import type { AccessDeps } from './access-deps.ts';
import { camerasOfSite, findSiteWithEmployers, guardiansOfSite, type GuardianOfSite } from './access-table-store.ts';
import type { WatchDecision } from './may-watch.ts';
import { listScopes, mayDo, requirePermission, type Place } from './roles.ts';

/** Decisions asked for at once: a table must not take the connections that running views need. */
const DECISIONS_AT_ONCE = 4;

/**
 * Guardians × cameras of a site, each cell by the one rule, with the internal reason. An employer's administrator sees
 * the employer's own people only.
 */
export async function readAccessTable(
  deps: AccessDeps,
  asking: Asking,
  siteId: SiteId,
): Promise<z.input<typeof AccessTable>> {
  const place = await findSiteWithEmployers(deps.db, siteId);
  requirePermission(asking, 'rights:read', place);
  const [cameras, guardians] = await Promise.all([
    camerasOfSite(deps.db, siteId),
    guardiansOfSite(deps.db, siteId, employersSeen(asking, place), deps.now()),
  ]);
  const pairs = guardians.flatMap(({ id }) =>
    cameras.map((camera) => ({ userId: id as UserId, cameraId: camera.id as CameraId })),
  );
  const decisions = await mapBounded(pairs, DECISIONS_AT_ONCE, ({ userId, cameraId }) =>
    deps.decide(userId, cameraId).catch(cannotDecide),
  );
  return {
    cameras: cameras.map(({ id, name, classroom }) => ({ cameraId: id, name, classroomName: classroom.name })),
    rows: guardians.map((guardian, row) => ({
      userId: guardian.id,
      name: guardian.name,
      children: guardian.guardianships.map(childOf),
      cells: cameras.map(({ id }, column) =>
        cellOf(guardian, id, decisions[row * cameras.length + column] ?? cannotDecide()),
      ),
    })),
  };
}

/** null: everyone's. Whoever reaches the site by more than its employers' families sees them all. */
function employersSeen(asking: Asking, { siteId, operatorId }: Place): OrganizationId[] | null {
  return mayDo(asking.roles, 'rights:read', { siteId, operatorId })
    ? null
    : listScopes(asking, 'rights:read').employerIds;
}

/** One cell that cannot be decided must not cost the table. */
const cannotDecide = (): WatchDecision => ({ allowed: false, reason: 'cannot-decide', detail: {} });

const childOf = (row: GuardianOfSite['guardianships'][number]) => ({
  childId: row.child.id,
  name: row.child.name,
  guardianshipId: row.id,
  relation: row.relation,
  withdrawn: row.withdrawnAt !== null,
  custodyBlocked: row.custodyBlockedAt !== null,
});

function cellOf(guardian: GuardianOfSite, cameraId: string, decision: WatchDecision): z.input<typeof AccessCell> {
  const ofCamera = (row: { cameraId: string | null }) => row.cameraId === cameraId;
  const deny = guardian.denies.find(ofCamera) ?? guardian.denies.find((row) => row.cameraId === null);
  return {
    cameraId,
    allowed: decision.allowed,
    reason: decision.allowed ? null : decision.reason,
    until: decision.allowed ? decision.until.toISOString() : null,
    watching: guardian.viewingSessions.some(ofCamera),
    grantId: guardian.grants.find(ofCamera)?.id ?? null,
    denyId: deny?.id ?? null,
  };
}

/** Like Promise.all over `run`, with so many at once; results in the order of the items. */
async function mapBounded<T, R>(items: readonly T[], atOnce: number, run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const waiting = items.entries(); // shared: each worker takes the next that nobody took
  const worker = async () => {
    for (const [index, item] of waiting) results[index] = await run(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
