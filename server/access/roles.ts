import type { ClassroomId, OrganizationId, SiteId } from '../contract/ids.ts';
import type { Role } from '../contract/people.ts';
import { AppError } from '../platform/errors.ts';
import type { Asking, HeldRole } from '../platform/asking.ts';

/**
 * The role table: the only judge of what a role may do. Pure, so that every feature and the web's tests can read it.
 * What a person may *watch* is not here but in may-watch.ts; what a guardian may read follows from guardianship alone.
 */
export const PERMISSIONS = {
  'room:read': ['caregiver', 'volunteer', 'site_admin', 'operator_admin'],
  'room:work': ['caregiver', 'site_admin', 'operator_admin'],
  'sites:read': ['site_admin', 'operator_admin', 'org_admin', 'inspector'],
  'sites:write': ['site_admin', 'operator_admin'],
  'cameras:read': ['site_admin', 'operator_admin', 'inspector'],
  'cameras:write': ['site_admin', 'operator_admin'],
  'families:read': ['site_admin', 'operator_admin', 'org_admin', 'inspector'],
  'families:write': ['site_admin', 'operator_admin'],
  'rights:read': ['site_admin', 'operator_admin', 'org_admin'],
  'rights:write': ['site_admin', 'operator_admin'],
  'people:write': ['site_admin', 'operator_admin'],
  'devices:write': ['site_admin', 'operator_admin'],
  'audit:read': ['site_admin', 'operator_admin', 'inspector'],
  'sites:create': ['operator_admin'],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof PERMISSIONS;

/** Where something lies. `operatorId` is that of the site; `employerIds` those of the family concerned, if one is. */
export type Place = {
  siteId: SiteId;
  operatorId: OrganizationId;
  classroomId?: ClassroomId | null;
  employerIds?: readonly OrganizationId[];
};

const holds = (role: Role, permission: Permission): boolean =>
  (PERMISSIONS[permission] as readonly Role[]).includes(role);

/** Does one of these roles reach this place with this permission? */
export function mayDo(roles: readonly HeldRole[], permission: Permission, place: Place): boolean {
  return roles.some((held) => holds(held.role, permission) && reaches(held, place));
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
 * @throws AppError 'forbidden' when no role of the asking has this permission anywhere, 'not-found' when none reaches the place (or it is null)
 */
export function requirePermission(asking: Asking, permission: Permission, place: Place | null): asserts place is Place {
  if (!asking.roles.some((held) => holds(held.role, permission))) throw new AppError('forbidden');
  if (place === null || !mayDo(asking.roles, permission, place)) throw new AppError('not-found');
}

/** Which scopes a list may be read in; empty arrays everywhere mean that there is nothing to see. */
export type ListScopes = {
  operatorIds: OrganizationId[];
  siteIds: SiteId[];
  classroomIds: ClassroomId[];
  employerIds: OrganizationId[];
};

/** @throws AppError 'forbidden' when no role of the asking has this permission anywhere */
export function listScopes(asking: Asking, permission: Permission): ListScopes {
  const held = asking.roles.filter(({ role }) => holds(role, permission));
  if (held.length === 0) throw new AppError('forbidden');
  const ids = <T>(pick: (role: HeldRole) => T | null): T[] => held.map(pick).filter((id) => id !== null);
  return {
    operatorIds: ids((r) => (r.role === 'org_admin' ? null : r.organizationId)),
    siteIds: ids((r) => r.siteId),
    classroomIds: ids((r) => r.classroomId),
    employerIds: ids((r) => (r.role === 'org_admin' ? r.organizationId : null)),
  };
}
