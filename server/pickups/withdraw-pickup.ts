import { requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import type { PickupPersonId } from '../contract/ids.ts';
import { appendEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { type ChildPlace, placeOfChild, standingLink } from './family-store.ts';
import type { PickupDeps } from './pickup-deps.ts';
import { findPickup, type FoundPickup, markWithdrawn } from './pickups-store.ts';

type Deps = Pick<PickupDeps, 'db' | 'now'>;

/**
 * Any guardian who may fetch the child takes the word of either back: that is the safe direction.
 * @throws AppError 'not-found' for a person of no child of theirs, or withdrawn already; 'ask-the-nursery' for who may not fetch
 */
export async function withdrawOwnPickup(deps: Deps, asking: AskingUser, id: PickupPersonId): Promise<void> {
  const person = await findPickup(deps.db, id);
  const link = person && (await standingLink(deps.db, asking.userId, person.childId));
  const place = person && (await placeOfChild(deps.db, person.childId, deps.now()));
  if (!link || !place || person.withdrawnAt !== null) throw new AppError('not-found');
  if (!link.mayPickUp) throw new AppError('ask-the-nursery');
  await withdraw(deps, asking, person, place, {});
}

/** The office's, with its reason. @throws AppError 'forbidden', or 'not-found' for unknown, foreign and withdrawn alike */
export async function withdrawForOffice(
  deps: Deps,
  asking: AskingUser,
  id: PickupPersonId,
  reason: string,
): Promise<void> {
  const person = await findPickup(deps.db, id);
  const place = person && (await placeOfChild(deps.db, person.childId, deps.now()));
  requirePermission(asking, 'families:write', place && { siteId: place.siteId, operatorId: place.operatorId });
  if (!person || !place) throw new AppError('not-found');
  await withdraw(deps, asking, person, place, { reason });
}

async function withdraw(
  { db, now }: Deps,
  { userId, address }: AskingUser,
  { id, addedBy }: FoundPickup,
  { siteId, childId, classroomId }: ChildPlace,
  said: { reason?: string },
): Promise<void> {
  const at = now();
  await db.$transaction(async (tx) => {
    if (!(await markWithdrawn(tx, id, userId, at))) throw new AppError('not-found');
    const about = { at, actorId: userId, subjectId: addedBy, siteId, childId, address };
    await recordAudit(tx, { action: 'pickup-withdrawn', ...about, details: { pickupId: id, ...said } });
    const payload = { by: userId, pickupId: id, what: 'withdrawn' };
    await appendEvent(tx, { type: 'pickup:changed', at, siteId, childId, classroomId, payload });
  });
}
