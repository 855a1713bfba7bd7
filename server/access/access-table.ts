import type { z } from 'zod';
import type { AccessCell, AccessTable } from '../contract/access.ts';
import type { OrganizationId, SiteId } from '../contract/ids.ts';
import { type Asking, personOf } from '../platform/asking.ts';
import type { AccessDeps } from './access-deps.ts';
import { camerasOfSite, findSiteWithEmployers, guardiansOfSite, type GuardianOfSite } from './access-table-store.ts';
import { earliest } from './consent-state.ts';
import { explainWatch, type WatchExplanation } from './may-watch.ts';
import { listScopes, mayDo, requirePermission, type Place } from './roles.ts';
import { loadSiteFacts, type SiteFacts } from './watch-facts.ts';

/** What ends within this is announced, to families and to administrators. */
const NOTICE_DAYS = 30;

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
  const employers = employersSeen(asking, place);
  const [cameras, guardians] = await Promise.all([
    camerasOfSite(deps.db, siteId),
    guardiansOfSite(deps.db, siteId, employers && { ids: employers, askingId: personOf(asking) }, at),
  ]);
  const ids = guardians.map(({ id }) => id);
  const facts = await loadSiteFacts(deps.pool, siteId, ids, at).catch((error: unknown) => {
    deps.log.error({ err: error, siteId }, 'the facts of a site could not be read; nothing of its table is decided');
    return null;
  });
  return {
    cameras: cameras.map(({ id, name, classroom }) => ({ cameraId: id, name, classroomName: classroom.name })),
    rows: guardians.map((guardian) => ({
      userId: guardian.id,
      name: guardian.name,
      employer: guardian.employer?.name ?? null,
      expiresAt: expiryWithin(NOTICE_DAYS, facts?.consentEndsOf(guardian.id) ?? [], at)?.toISOString() ?? null,
      children: guardian.guardianships.map(childOf),
      cells: cameras
        .map(({ id }) => cellOf(guardian, id, explained(facts, guardian.id, id, at), employers))
        .filter((cell) => cell !== null),
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
function explained(facts: SiteFacts | null, userId: string, cameraId: string, at: Date): WatchExplanation {
  try {
    const given = facts?.factsOf(userId, cameraId) ?? null;
    return given === null ? CANNOT_DECIDE : explainWatch(given, at);
  } catch {
    return CANNOT_DECIDE;
  }
}
const CANNOT_DECIDE: WatchExplanation = {
  decision: { allowed: false, reason: 'cannot-decide', detail: {} },
  asked: [{ term: 'today', answer: { holds: false, reason: 'cannot-decide', detail: {} } }],
};

/** The first end that comes within so many days. */
function expiryWithin(days: number, ends: readonly Date[], at: Date): Date | null {
  const horizon = new Date(at.getTime() + days * 86_400_000);
  return earliest(ends.filter((end) => end > at && end <= horizon));
}

const childOf = (row: GuardianOfSite['guardianships'][number]) => ({
  childId: row.child.id,
  name: row.child.name,
  guardianshipId: row.id,
  relation: row.relation,
  withdrawn: row.withdrawnAt !== null,
  custodyBlocked: row.custodyBlockedAt !== null,
});

/** null: this camera has nothing to do with this person. `denyId` is one that the asking may lift. */
function cellOf(
  guardian: GuardianOfSite,
  cameraId: string,
  { decision, asked }: WatchExplanation,
  employers: readonly string[] | null,
) {
  const ofCamera = (row: { cameraId: string | null }) => row.cameraId === cameraId;
  const isNamed = [...guardian.denies, ...guardian.grants, ...guardian.viewingSessions].some(ofCamera);
  if (!isNamed && !decision.allowed && decision.reason === 'not-linked') return null;
  const denies = guardian.denies.filter(
    ({ employerId }) => employers === null || (employerId !== null && employers.includes(employerId)),
  );
  const deny = denies.find(ofCamera) ?? denies.find((row) => row.cameraId === null);
  return {
    cameraId,
    allowed: decision.allowed,
    reasons: asked.map(({ answer }) => (answer.holds ? null : answer.reason)).filter((reason) => reason !== null),
    until: decision.allowed ? decision.until.toISOString() : null,
    watching: guardian.viewingSessions.some(ofCamera),
    grantId: guardian.grants.find(ofCamera)?.id ?? null,
    denyId: deny?.id ?? null,
  } satisfies z.input<typeof AccessCell>;
}
