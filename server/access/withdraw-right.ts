import type { z } from 'zod';
import type { RestoreRight, WithdrawRight } from '../contract/access.ts';
import type { GuardianshipId } from '../contract/ids.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import type { RightsDeps } from './access-deps.ts';
import { recordRightsAct, requireOtherPerson, type RightsAct } from './rights-act.ts';
import { findGuardianship, markRestored, markWithdrawn, type FoundGuardianship } from './rights-store.ts';
import { requirePermission } from './roles.ts';

/**
 * Withdraws what a guardianship allows (`right`), or blocks it by order (`custody`). Withdrawn already stays as it is.
 * @returns how many views were ended; 0 means nobody was watching
 */
export async function withdrawRight(
  deps: RightsDeps,
  asking: Asking,
  id: GuardianshipId,
  input: z.output<typeof WithdrawRight>,
): Promise<number> {
  const found = await requireGuardianship(deps, asking, id);
  const at = deps.now();
  await deps.db.$transaction(async (tx) => {
    if (!(await markWithdrawn(tx, id, input.kind, input.reason, at))) return;
    const action = input.kind === 'custody' ? 'custody-blocked' : 'right-withdrawn';
    await recordRightsAct(tx, {
      action,
      at,
      actorId: personOf(asking),
      ...about(found),
      details: { reason: input.reason },
    });
  });
  return deps.onFactsChanged({ userId: found.userId }); // only after the commit: a re-check must see the new fact
}

/** Gives back what was withdrawn, blocked, or both; never to oneself. */
export async function restoreRight(
  deps: RightsDeps,
  asking: Asking,
  id: GuardianshipId,
  input: z.output<typeof RestoreRight>,
): Promise<number> {
  const found = await requireGuardianship(deps, asking, id);
  requireOtherPerson(asking, found.userId);
  const at = deps.now();
  await deps.db.$transaction(async (tx) => {
    const restored = await markRestored(tx, id);
    if (restored === null) return;
    const details = { reason: input.reason, ...restored };
    await recordRightsAct(tx, { action: 'right-restored', at, actorId: personOf(asking), ...about(found), details });
  });
  return deps.onFactsChanged({ userId: found.userId });
}

async function requireGuardianship({ db }: RightsDeps, asking: Asking, id: GuardianshipId): Promise<FoundGuardianship> {
  const found = await findGuardianship(db, id);
  requirePermission(asking, 'rights:write', found?.place ?? null);
  return found as FoundGuardianship; // without it there is no place, and that was refused
}

const about = ({
  userId,
  childId,
  classroomIds,
  place,
}: FoundGuardianship): Omit<RightsAct, 'action' | 'at' | 'actorId' | 'details'> => ({
  subjectId: userId,
  childId,
  classroomIds,
  siteId: place.siteId,
});
