import type { z } from 'zod';
import type { DenyMade, DenyViewing } from '../contract/access.ts';
import type { DenyId } from '../contract/ids.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import type { FactsScope } from '../platform/effects.ts';
import type { RightsDeps } from './access-deps.ts';
import { type Denied, requireDenyReach, unknownDeny } from './deny-reach.ts';
import { recordRightsAct, requireOtherPerson } from './rights-act.ts';
import { findDeny, insertDenyOnce, markLifted } from './rights-store.ts';

/**
 * Forbids someone one camera, or all of them, whatever else would allow it. Denied already stays as it is.
 * @throws AppError 'not-found' for a camera or a person of elsewhere
 */
export async function denyViewing(
  deps: RightsDeps,
  asking: Asking,
  input: z.output<typeof DenyViewing>,
): Promise<z.input<typeof DenyMade>> {
  const { userId, cameraId, reason } = input;
  const { siteId, employerId } = await requireDenyReach(deps, asking, input);
  const at = deps.now();
  const actorId = personOf(asking);
  const denyId = await deps.db.$transaction(async (tx) => {
    const deny = { userId, cameraId, createdAt: at, createdBy: actorId, employerId, reason };
    const { id, isNew } = await insertDenyOnce(tx, deny);
    const details = { denyId: id, reason, ...(employerId !== null && { employerId }) };
    if (isNew)
      await recordRightsAct(tx, {
        action: 'viewing-denied',
        at,
        actorId,
        subjectId: userId,
        siteId,
        cameraId,
        details,
      });
    return id;
  });
  return { denyId, endedViews: await deps.onFactsChanged(scopeOf(input)) };
}

/**
 * Never for oneself. The nursery lifts any, an employer what its own administrators laid on its own people.
 * @throws AppError 'not-found' when the deny is unknown, not theirs or lifted already
 */
export async function liftDeny(deps: RightsDeps, asking: Asking, denyId: DenyId): Promise<number> {
  const deny = await findDeny(deps.db, denyId);
  if (deny === null) throw unknownDeny(asking);
  const { siteId, employerId } = await requireDenyReach(deps, asking, deny);
  if (employerId !== null && deny.employerId !== employerId) throw new AppError('not-found');
  requireOtherPerson(asking, deny.userId);
  const at = deps.now();
  await deps.db.$transaction(async (tx) => {
    if (!(await markLifted(tx, denyId, at))) throw new AppError('not-found');
    const { userId: subjectId, cameraId } = deny;
    await recordRightsAct(tx, {
      action: 'deny-lifted',
      at,
      actorId: personOf(asking),
      subjectId,
      siteId,
      cameraId,
      details: { denyId },
    });
  });
  return deps.onFactsChanged(scopeOf(deny));
}

const scopeOf = ({ userId, cameraId }: Denied): FactsScope => (cameraId === null ? { userId } : { userId, cameraId });
