import { mayDo } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import type { PickupPersonId } from '../contract/ids.ts';
import { appendEvent } from '../events/append-event.ts';
import type { Asking, AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { cleanPhoto } from './clean-photo.ts';
import { type ChildPlace, placeOfChild, roomPlaces, standingLink } from './family-store.ts';
import type { PickupDeps } from './pickup-deps.ts';
import { findPickup, type FoundPickup, photoOf, setPhoto } from './pickups-store.ts';

type Deps = Pick<PickupDeps, 'db' | 'now' | 'sealer' | 'throttles'>;

/** Binds a sealed photo to its person: copied to another row it does not open. */
const boundTo = (id: PickupPersonId): string => `kanwa pickup photo ${id}`;

/**
 * Only who named the person says how they look, as long as their right to fetch the child stands.
 * @throws AppError 'not-found' for everything else alike, 'bad-request' for what is no picture
 */
export async function setPickupPhoto(deps: Deps, asking: AskingUser, id: PickupPersonId, bytes: Buffer): Promise<void> {
  const at = deps.now();
  const person = await requireOwn(deps, asking, id);
  const place = await placeOfChild(deps.db, person.childId, at);
  if (place === null) throw new AppError('not-found');
  await deps.throttles.photo.take(asking.userId);
  const photo = deps.sealer.seal(boundTo(id), await cleanPhoto(bytes));
  const { siteId, childId, classroomId } = place;
  await deps.db.$transaction(async (tx) => {
    if (!(await setPhoto(tx, id, photo))) throw new AppError('not-found');
    const about = { at, actorId: asking.userId, siteId, childId, address: asking.address };
    await recordAudit(tx, { action: 'pickup-photo-set', ...about, details: { pickupId: id } });
    const payload = { by: asking.userId, pickupId: id, what: 'photo' };
    await appendEvent(tx, { type: 'pickup:changed', at, siteId, childId, classroomId, payload });
  });
}

/** @throws AppError 'not-found' for a person whom somebody else named, withdrawn ones and unknown ones alike */
export async function requireOwn(
  { db }: Pick<Deps, 'db'>,
  { userId }: AskingUser,
  id: PickupPersonId,
): Promise<FoundPickup> {
  const person = await findPickup(db, id);
  if (person?.addedBy !== userId || person.withdrawnAt !== null) throw new AppError('not-found');
  const link = await standingLink(db, userId, person.childId);
  if (!link?.mayPickUp) throw new AppError('not-found');
  return person;
}

/**
 * For the child's family, the tablets and staff of its rooms, and who reads families; a look from the office is recorded.
 * @throws AppError 'not-found' for everybody and everything else alike
 */
export async function lookAtPhoto(deps: Deps, asking: Asking, id: PickupPersonId): Promise<Uint8Array> {
  const person = await findPickup(deps.db, id);
  const place = person && (await placeOfChild(deps.db, person.childId, deps.now()));
  const sealed = person && person.withdrawnAt === null ? await photoOf(deps.db, id) : null;
  if (!place || !sealed) throw new AppError('not-found');
  if (!isOfRoom(asking, place) && !(await isFamily(deps, asking, place))) await recordLook(deps, asking, place, id);
  return deps.sealer.open(boundTo(id), sealed);
}

function isOfRoom(asking: Asking, place: ChildPlace): boolean {
  if (asking.kind === 'device') return place.classroomIds.includes(asking.classroomId);
  const own = asking.roles.filter(({ role }) => role === 'caregiver');
  return roomPlaces(place).some((room) => mayDo(own, 'room:work', room));
}

const isFamily = async ({ db }: Deps, asking: Asking, { childId }: ChildPlace): Promise<boolean> =>
  asking.kind === 'user' && (await standingLink(db, asking.userId, childId)) !== null;

async function recordLook({ db, now }: Deps, asking: Asking, place: ChildPlace, id: PickupPersonId): Promise<void> {
  if (asking.kind === 'device') throw new AppError('not-found');
  const { siteId, operatorId, childId } = place;
  if (!mayDo(asking.roles, 'families:read', { siteId, operatorId })) throw new AppError('not-found');
  const about = { at: now(), actorId: asking.userId, siteId, childId, address: asking.address };
  await recordAudit(db, { action: 'pickup-photo-seen', ...about, details: { pickupId: id } });
}
