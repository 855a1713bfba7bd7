import { isDeepStrictEqual } from 'node:util';
import type { ClassroomId, OrganizationId, SiteId, UserId } from '../contract/ids.ts';
import { roleHas, type Permission } from '../contract/roles.ts';
import { AppError } from '../platform/errors.ts';
import type { Asking, HeldRole } from '../platform/asking.ts';

/** Where something lies. `operatorId` is that of the site; `employerIds` those of the family concerned, if one is. */
export type Place = {
  siteId: SiteId;
  operatorId: OrganizationId;
  classroomId?: ClassroomId | null;
  employerIds?: readonly OrganizationId[];
};

/** Does one of these roles reach this place with this permission? */
export function mayDo(roles: readonly HeldRole[], permission: Permission, place: Place): boolean {
  return roles.some((held) => roleHas(held.role, permission) && reaches(held, place));
}

function reaches(held: HeldRole, place: Place): boolean {
  switch (held.role) {
    case 'caregiver':
    case 'volunteer':
      return held.classroomId !== null && held.classroomId === place.classroomId;
    case 'site_admin':
      return held.siteId === place.siteId;
    case 'operator_admin':
      return held.organizationId === place.operatorId;
    case 'inspector':
      return held.siteId === place.siteId || held.organizationId === place.operatorId;
    case 'org_admin':
      return held.organizationId !== null && (place.employerIds ?? []).includes(held.organizationId);
  }
}

/**
 * For use at the start of every use case that concerns a place. Unknown and foreign answer alike.
 * @throws AppError 'forbidden' when no role of the asking has this permission anywhere, 'not-found' when none reaches the place (or it is null), 'second-factor-needed' when one would that waits for it
 */
export function requirePermission(asking: Asking, permission: Permission, place: Place | null): asserts place is Place {
  if (!asking.roles.some((held) => roleHas(held.role, permission))) throw refusal(asking, permission);
  if (place !== null && mayDo(asking.roles, permission, place)) return;
  const isWithheld = place !== null && mayDo(withheldOf(asking), permission, place);
  throw new AppError(isWithheld ? 'second-factor-needed' : 'not-found');
}

/**
 * The same for what is an operator's own and of none of its sites: only a role for that operator reaches it.
 * @throws AppError 'forbidden', 'not-found' or 'second-factor-needed' as `requirePermission`
 */
export function requireOperator(asking: Asking, permission: Permission, operatorId: OrganizationId): void {
  if (!asking.roles.some((held) => roleHas(held.role, permission))) throw refusal(asking, permission);
  if (mayForOperator(asking.roles, permission, operatorId)) return;
  const isWithheld = mayForOperator(withheldOf(asking), permission, operatorId);
  throw new AppError(isWithheld ? 'second-factor-needed' : 'not-found');
}

export const mayForOperator = (
  roles: readonly HeldRole[],
  permission: Permission,
  operatorId: OrganizationId,
): boolean =>
  roles.some(
    ({ role, organizationId }) =>
      role === 'operator_admin' && roleHas(role, permission) && organizationId === operatorId,
  );

/** Says that the second factor is what is missing, where it is: of an unknown place as of one's own. */
const refusal = (asking: Asking, permission: Permission): AppError =>
  new AppError(withheldOf(asking).some(({ role }) => roleHas(role, permission)) ? 'second-factor-needed' : 'forbidden');

const withheldOf = (asking: Asking): readonly HeldRole[] => (asking.kind === 'user' ? asking.withheld : []);

/** Which scopes a list may be read in; empty arrays everywhere mean that there is nothing to see. */
export type ListScopes = {
  operatorIds: OrganizationId[];
  siteIds: SiteId[];
  classroomIds: ClassroomId[];
  employerIds: OrganizationId[];
  /** Who asks; null on a tablet. */
  askingId: UserId | null;
};

/** @throws AppError 'forbidden' when no role of the asking has this permission anywhere, 'second-factor-needed' when one that waits for it has */
export function listScopes(asking: Asking, permission: Permission): ListScopes {
  const held = asking.roles.filter(({ role }) => roleHas(role, permission));
  if (held.length === 0) throw refusal(asking, permission);
  const ids = <T>(pick: (role: HeldRole) => T | null): T[] => held.map(pick).filter((id) => id !== null);
  return {
    operatorIds: ids((r) => (r.role === 'org_admin' ? null : r.organizationId)),
    siteIds: ids((r) => r.siteId),
    classroomIds: ids((r) => r.classroomId),
    employerIds: ids((r) => (r.role === 'org_admin' ? r.organizationId : null)),
    askingId: asking.kind === 'user' ? asking.userId : null,
  };
}

/**
 * For what takes long to make: who asks may have lost the right to it meanwhile.
 * @throws AppError 'forbidden' when lists would be read in other scopes now
 */
export function requireSameReach(before: Asking, now: Asking, permission: Permission): void {
  if (!isDeepStrictEqual(listScopes(now, permission), listScopes(before, permission))) throw new AppError('forbidden');
}
