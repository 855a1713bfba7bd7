import type { ChildId, OrganizationId, UserId } from '../contract/ids.ts';
import { type ConsentState, type PersonView, Portrait, Role } from '../contract/people.ts';
import { isRoleWithin, isRunning, type RoleRow } from './person-reach.ts';
import type { PeopleScopes, PersonRow } from './persons-store.ts';
import { isStanding, isWholeSite } from './scope.ts';

/** A person as these scopes may see them: roles and children elsewhere are left out. */
export function personView(
  row: PersonRow,
  scopes: PeopleScopes,
  videoConsent: ConsentState | null,
  at: Date,
): PersonView {
  const isEmployee = row.employerId !== null && scopes.employerIds.includes(row.employerId as OrganizationId);
  const children = row.guardianships.filter(
    (link) => isWholeSite(scopes, link.child.site) || (isEmployee && isStanding(link) && !isKeptFrom(link, scopes)),
  );
  return {
    userId: row.id as UserId,
    username: row.username,
    name: row.name,
    phone: row.phone,
    portrait: Portrait.nullable().catch(null).parse(row.portrait),
    employer: row.employer && { organizationId: row.employerId as OrganizationId, name: row.employer.name },
    suspended: row.suspendedAt !== null,
    hasPin: row.pinHash !== null,
    videoConsent,
    roles: row.roles
      .filter((role) => isRunning(role, at) && isRoleWithin(scopes, role))
      .map((role) => ({
        roleId: role.id,
        role: Role.parse(role.role),
        scope: scopeName(role),
        endsAt: role.endsAt?.toISOString() ?? null,
      })),
    endedRoles: endedRoles(row, scopes, at),
    children: children.map(({ childId, child, relation }) => ({
      childId: childId as ChildId,
      name: child.name,
      relation,
    })),
  };
}

/** The same as `notKeptFrom` of access/family-scope.ts. */
const isKeptFrom = ({ child }: PersonRow['guardianships'][number], { askingId }: PeopleScopes): boolean =>
  child.guardianships.some(({ userId }) => userId === askingId);

const ENDED_ROLES_SHOWN = 5;

const endedRoles = ({ roles }: PersonRow, scopes: PeopleScopes, at: Date): PersonView['endedRoles'] =>
  roles
    .flatMap((role) => (role.endsAt !== null && !isRunning(role, at) ? [{ ...role, endsAt: role.endsAt }] : []))
    .filter((role) => isRoleWithin(scopes, role))
    .sort((a, b) => b.endsAt.getTime() - a.endsAt.getTime())
    .slice(0, ENDED_ROLES_SHOWN)
    .map((role) => ({
      roleId: role.id,
      role: Role.parse(role.role),
      scope: scopeName(role),
      endedAt: role.endsAt.toISOString(),
    }));

/** Where a role holds, in words. */
export const scopeName = ({
  site,
  classroom,
  organization,
}: Pick<RoleRow, 'site' | 'classroom' | 'organization'>): string =>
  classroom ? `${classroom.site.name} · ${classroom.name}` : (site?.name ?? organization?.name ?? '');
