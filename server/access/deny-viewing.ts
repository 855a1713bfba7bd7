import type { z } from 'zod';
import type { DenyMade, DenyViewing } from '../contract/access.ts';
import type { CameraId, DenyId, UserId } from '../contract/ids.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import type { FactsScope } from '../platform/effects.ts';
import type { RightsDeps } from './access-deps.ts';
import { recordRightsAct, requireOtherPerson } from './rights-act.ts';
import { findCameraPlace, findDeny, insertDenyOnce, isKnownAt, markLifted, placesOf } from './rights-store.ts';
import { requirePermission } from './roles.ts';

type Denied = { userId: UserId; cameraId: CameraId | null };

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
  const siteId = await requireReach(deps, asking, input);
  const at = deps.now();
  const actorId = personOf(asking);
  const denyId = await deps.db.$transaction(async (tx) => {
    const { id, isNew } = await insertDenyOnce(tx, { userId, cameraId, createdAt: at, createdBy: actorId, reason });
    const details = { denyId: id, reason };
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

/** Never for oneself. @throws AppError 'not-found' when the deny is unknown or lifted already */
export async function liftDeny(deps: RightsDeps, asking: Asking, denyId: DenyId): Promise<number> {
  const deny = await findDeny(deps.db, denyId);
  if (deny === null) {
    requirePermission(asking, 'rights:write', null);
    throw new AppError('not-found');
  }
  const siteId = await requireReach(deps, asking, deny);
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

/**
 * A deny of every camera reaches every site, so whoever makes or lifts it must be in charge wherever this person has a
 * child, a role or a grant. @returns the site that it is filed under
 */
async function requireReach(
  { db, now }: RightsDeps,
  asking: Asking,
  { userId, cameraId }: Denied,
): Promise<string | null> {
  if (cameraId !== null) {
    const place = await findCameraPlace(db, cameraId);
    requirePermission(asking, 'rights:write', place);
    if (!(await isKnownAt(db, userId, place))) throw new AppError('not-found');
    return place.siteId;
  }
  const places = await placesOf(db, userId, now());
  requirePermission(asking, 'rights:write', places[0] ?? null);
  for (const place of places) requirePermission(asking, 'rights:write', place);
  return places[0]?.siteId ?? null;
}

const scopeOf = ({ userId, cameraId }: Denied): FactsScope => (cameraId === null ? { userId } : { userId, cameraId });
