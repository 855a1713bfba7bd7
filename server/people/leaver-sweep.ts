import { type AuditRecord, recordAudits } from '../audit/audit-store.ts';
import type { UserId } from '../contract/ids.ts';
import type { LeaverSwept } from '../contract/leaver.ts';
import { appendEvents, type NewEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import { type Reached, reachedRights, requireLeaver } from './leaver-rights.ts';
import { closeAccount, endRights, lockPerson } from './leaver-store.ts';
import type { PeopleDeps } from './people-deps.ts';

/**
 * Ends every right of a person who left, in one transaction: roles, guardianships, grants, invitations they made; and, when
 * nothing of theirs lies beyond the asking's reach, the account with its PIN and sign-ins.
 * @returns what it ended; `endedViews` are the pictures that really ended
 * @throws AppError 'forbidden' for oneself, too, or 'not-found' for an unknown or foreign person
 */
export async function sweepLeaver(
  deps: PeopleDeps,
  asking: AskingUser,
  userId: UserId,
  reason: string,
): Promise<LeaverSwept> {
  const scopes = await requireLeaver(deps, asking, userId);
  const at = deps.now();
  const reached = await deps.db.$transaction(async (tx) => {
    await lockPerson(tx, userId);
    const found = await reachedRights(tx, scopes, userId, at);
    await endRights(tx, found, reason, at);
    if (found.elsewhere === 0) await closeAccount(tx, userId, at);
    await recordAudits(tx, auditOf(found, { userId, reason, at, asking }));
    await appendEvents(tx, eventsOf(found, userId, at));
    return found;
  });
  const isClosed = reached.elsewhere === 0;
  const endedViews = await deps.onFactsChanged({ userId });
  if (isClosed) await deps.onSessionEnded({ userId }, 'account-inactive');
  return { ...countsOf(reached), endedViews, elsewhere: reached.elsewhere, suspended: isClosed };
}

const countsOf = ({ roles, guardianships, grants, invitations, all, elsewhere }: Reached) => ({
  roles: roles.length,
  guardianships: guardianships.length,
  grants: grants.length,
  invitations: invitations.length,
  sessions: elsewhere === 0 ? all.sessions.length : 0,
});

type Sweep = { userId: UserId; reason: string; at: Date; asking: AskingUser };

/** One line for the sweep, and one for each right: whoever asks about a child or a camera finds it there. */
function auditOf(reached: Reached, { userId, reason, at, asking }: Sweep): AuditRecord[] {
  const by = { at, actorId: asking.userId, subjectId: userId, address: asking.address };
  const { roles, guardianships, grants, invitations, elsewhere } = reached;
  return [
    { ...by, action: 'leaver-swept', details: { reason, ...countsOf(reached), elsewhere } },
    ...roles.map(({ role, site, classroom, organizationId, classroomId }) => ({
      ...by,
      action: 'role-ended' as const,
      siteId: (site ?? classroom?.site)?.id ?? null,
      details: { role, organizationId, classroomId },
    })),
    ...guardianships.map(({ childId, child }) => ({
      ...by,
      action: 'right-withdrawn' as const,
      siteId: child.site.id,
      childId,
      details: { reason },
    })),
    ...grants.map(({ id, cameraId, camera }) => ({
      ...by,
      action: 'grant-withdrawn' as const,
      siteId: camera.site.id,
      cameraId,
      details: { grantId: id },
    })),
    ...invitations.map(({ id, childId, child }) => ({
      ...by,
      action: 'invitation-revoked' as const,
      siteId: child.site.id,
      childId,
      details: { invitationId: id },
    })),
    ...(elsewhere === 0 ? [{ ...by, action: 'person-suspended' as const, details: { reason } }] : []),
  ];
}

function eventsOf({ roles, guardianships, grants }: Reached, userId: UserId, at: Date): NewEvent[] {
  const access = { type: 'access:changed' as const, at };
  const sites = new Set(
    [...roles.map((role) => role.site ?? role.classroom?.site), ...guardianships.map(({ child }) => child.site)]
      .concat(grants.map(({ camera }) => camera.site))
      .flatMap((site) => (site ? [site.id] : [])),
  );
  return [
    { ...access, userId },
    ...[...sites].map((siteId) => ({ ...access, siteId, userId })),
    ...[...sites].map((siteId) => ({ type: 'register:changed' as const, at, siteId, payload: { what: 'people' } })),
    // In a room where all who are filmed must have agreed, one fewer has to.
    ...roles.flatMap(({ classroom, classroomId }) =>
      classroom && classroomId ? [{ ...access, siteId: classroom.site.id, classroomId }] : [],
    ),
  ];
}
