import type { z } from 'zod';
import type { AccessCell, AccessTable } from '../contract/access.ts';
import type { OrganizationId, SiteId } from '../contract/ids.ts';
import type { Asking } from '../platform/asking.ts';
import type { AccessDeps } from './access-deps.ts';
import { camerasOfSite, findSiteWithEmployers, guardiansOfSite, type GuardianOfSite } from './access-table-store.ts';
import { mayWatch, type WatchDecision } from './may-watch.ts';
import { listScopes, mayDo, requirePermission, type Place } from './roles.ts';
import { loadSiteFacts, type SiteFacts } from './watch-facts.ts';

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
  const at = deps.now();
  const [cameras, guardians] = await Promise.all([
    camerasOfSite(deps.db, siteId),
    guardiansOfSite(deps.db, siteId, employersSeen(asking, place), at),
  ]);
  const ids = guardians.map(({ id }) => id);
  const facts = await loadSiteFacts(deps.pool, siteId, ids, at).catch(() => null);
  return {
    cameras: cameras.map(({ id, name, classroom }) => ({ cameraId: id, name, classroomName: classroom.name })),
    rows: guardians.map((guardian) => ({
      userId: guardian.id,
      name: guardian.name,
      children: guardian.guardianships.map(childOf),
      cells: cameras.map(({ id }) => cellOf(guardian, id, decisionOf(facts, guardian.id, id, at))),
    })),
  };
}

/** null: everyone's. Whoever reaches the site by more than its employers' families sees them all. */
export function employersSeen(asking: Asking, { siteId, operatorId }: Place): OrganizationId[] | null {
  return mayDo(asking.roles, 'rights:read', { siteId, operatorId })
    ? null
    : listScopes(asking, 'rights:read').employerIds;
}

/** What cannot be read or decided is a no in its cell, and costs the others nothing. */
function decisionOf(facts: SiteFacts | null, userId: string, cameraId: string, at: Date): WatchDecision {
  try {
    const given = facts?.factsOf(userId, cameraId) ?? null;
    return given === null ? CANNOT_DECIDE : mayWatch(given, at);
  } catch {
    return CANNOT_DECIDE;
  }
}
const CANNOT_DECIDE: WatchDecision = { allowed: false, reason: 'cannot-decide', detail: {} };

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
