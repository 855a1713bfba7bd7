import type { z } from 'zod';
import type { GiveGrant, GrantGiven } from '../contract/access.ts';
import type { GrantId } from '../contract/ids.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import type { RightsDeps } from './access-deps.ts';
import { recordRightsAct, requireOtherPerson } from './rights-act.ts';
import { findCameraPlace, findGrant, insertGrant, isKnownAt, markGrantWithdrawn } from './rights-store.ts';
import { requirePermission } from './roles.ts';

/** A permission that nobody has to look after for longer is a right, not a grant. */
const LONGEST_DAYS = 90;
const DAY_MS = 86_400_000;

/**
 * Gives someone else an expiring permission that stands in for "their child is in the room", and for nothing else.
 * @throws AppError 'not-found' for a camera or a person of elsewhere, 'bad-request' for an end that is past or too far
 */
export async function giveGrant(
  deps: RightsDeps,
  asking: Asking,
  input: z.output<typeof GiveGrant>,
): Promise<z.input<typeof GrantGiven>> {
  const { userId, cameraId, reason } = input;
  const place = await findCameraPlace(deps.db, cameraId);
  requirePermission(asking, 'rights:write', place);
  if (!(await isKnownAt(deps.db, userId, place))) throw new AppError('not-found');
  requireOtherPerson(asking, userId);
  const at = deps.now();
  const endsAt = requireGrantEnd(new Date(input.endsAt), at);
  const actorId = personOf(asking);
  const grantId = await deps.db.$transaction(async (tx) => {
    const id = await insertGrant(tx, { userId, cameraId, startsAt: at, endsAt, givenBy: actorId, reason });
    const details = { grantId: id, endsAt: input.endsAt, reason };
    await recordRightsAct(tx, {
      action: 'grant-given',
      at,
      actorId,
      subjectId: userId,
      siteId: place.siteId,
      cameraId,
      details,
    });
    return id;
  });
  return { grantId, endedViews: await deps.onFactsChanged({ userId, cameraId }) };
}

/** @throws AppError 'bad-request' for an end that is past or too far */
export function requireGrantEnd(endsAt: Date, now: Date): Date {
  if (endsAt <= now) throw new AppError('bad-request', { fields: { endsAt: 'in-the-past' } });
  if (endsAt.getTime() - now.getTime() > LONGEST_DAYS * DAY_MS)
    throw new AppError('bad-request', { fields: { endsAt: 'too-far' } });
  return endsAt;
}

/** @returns how many views it ended @throws AppError 'not-found' when the grant is unknown or withdrawn already */
export async function withdrawGrant(deps: RightsDeps, asking: Asking, grantId: GrantId): Promise<number> {
  const grant = await findGrant(deps.db, grantId);
  requirePermission(asking, 'rights:write', grant?.place ?? null);
  if (grant === null) throw new AppError('not-found');
  const { userId, cameraId, place } = grant;
  const at = deps.now();
  await deps.db.$transaction(async (tx) => {
    if (!(await markGrantWithdrawn(tx, grantId, at))) throw new AppError('not-found');
    const actorId = personOf(asking);
    await recordRightsAct(tx, {
      action: 'grant-withdrawn',
      at,
      actorId,
      subjectId: userId,
      siteId: place.siteId,
      cameraId,
      details: { grantId },
    });
  });
  return deps.onFactsChanged({ userId, cameraId });
}
