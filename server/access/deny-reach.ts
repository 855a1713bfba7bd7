import type { CameraId, OrganizationId, UserId } from '../contract/ids.ts';
import { roleHas } from '../contract/roles.ts';
import type { Asking } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import type { RightsDeps } from './access-deps.ts';
import { findSiteWithEmployers } from './access-table-store.ts';
import { findCameraPlace, hasDuties, isKnownAt, placesOf } from './rights-store.ts';
import { mayDo, requirePermission, type Place } from './roles.ts';
import { findNameAndEmployer } from './why-store.ts';

export type Denied = { userId: UserId; cameraId: CameraId | null };
/** `siteId`: under which it is filed. `employerId`: by whose right; null: the nursery's. */
export type DenyReach = { siteId: string | null; employerId: OrganizationId | null };

/**
 * Who may stop this person here, or let them again. A deny of every camera reaches every site, so whoever makes or lifts
 * it must be in charge wherever this person has a child, a role or a grant. An employer's administrators are in charge of
 * its own people at the sites it shares, unless these have duties in a nursery.
 * @throws AppError 'not-found' for a camera or a person of elsewhere
 */
export async function requireDenyReach(deps: RightsDeps, asking: Asking, denied: Denied): Promise<DenyReach> {
  const places = await placesConcerned(deps, denied);
  const siteId = places[0]?.siteId ?? null;
  const isNurserys = places.length > 0 && places.every((place) => mayDo(asking.roles, 'rights:write', place));
  if (isNurserys) return { siteId, employerId: null };
  const employerId = await employerInCharge(deps, asking, denied.userId, places);
  if (employerId !== null) return { siteId, employerId };
  requirePermission(asking, isEmployers(asking) ? 'rights:employer' : 'rights:write', places[0] ?? null);
  throw new AppError('not-found');
}

/** What whoever asks for a deny that is not there hears. */
export function unknownDeny(asking: Asking): AppError {
  if (!isEmployers(asking)) requirePermission(asking, 'rights:write', null);
  return new AppError('not-found');
}

const isEmployers = (asking: Asking): boolean => asking.roles.some(({ role }) => roleHas(role, 'rights:employer'));

async function placesConcerned({ db, now }: RightsDeps, { userId, cameraId }: Denied): Promise<Place[]> {
  if (cameraId === null) return placesOf(db, userId, now());
  const place = await findCameraPlace(db, cameraId);
  return place !== null && (await isKnownAt(db, userId, place)) ? [place] : [];
}

/** null: none of the employers for whom this person administers is in charge of that one everywhere. */
async function employerInCharge(
  { db, now }: RightsDeps,
  asking: Asking,
  userId: UserId,
  places: readonly Place[],
): Promise<OrganizationId | null> {
  const person = places.length > 0 && isEmployers(asking) ? await findNameAndEmployer(db, userId) : null;
  const own = asking.roles.filter(({ role }) => roleHas(role, 'rights:employer'));
  const employerId = own.find(({ organizationId }) => organizationId === person?.employerId)?.organizationId ?? null;
  if (employerId === null || (await hasDuties(db, userId, now()))) return null;
  const sites = await Promise.all(places.map(({ siteId }) => findSiteWithEmployers(db, siteId)));
  return sites.every((site) => site?.employerIds?.includes(employerId) === true) ? employerId : null;
}
