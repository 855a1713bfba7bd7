import { listScopes } from '../access/roles.ts';
import type { OrganizationId, UserId } from '../contract/ids.ts';
import type { Permission } from '../contract/roles.ts';
import type { AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import type { PeopleDeps } from './people-deps.ts';
import { peopleScopes, type PeopleScopes, personRow, type PersonRow } from './persons-store.ts';
import { isWholeSite } from './scope.ts';

export type RoleRow = PersonRow['roles'][number];

/** Ended roles give nothing and bind nobody. */
export const isRunning = ({ endsAt }: { endsAt: Date | null }, at: Date): boolean => endsAt === null || endsAt > at;

export function isRoleWithin(
  scopes: PeopleScopes,
  role: Pick<RoleRow, 'site' | 'classroom' | 'organizationId'>,
): boolean {
  const site = role.site ?? role.classroom?.site;
  if (site) return isWholeSite(scopes, site);
  return [...scopes.operatorIds, ...scopes.employerIds, ...scopes.servedIds].includes(
    role.organizationId as OrganizationId,
  );
}

/**
 * A person whom this permission reaches through a role, a child, or, while linked to nothing, through the operator.
 * @throws AppError 'forbidden', or 'not-found' for unknown and foreign alike
 */
export async function visiblePerson(
  deps: Pick<PeopleDeps, 'db'>,
  asking: AskingUser,
  permission: Permission,
  userId: UserId,
): Promise<PersonRow> {
  const scopes = await peopleScopes(deps.db, listScopes(asking, permission));
  const person = await personRow(deps.db, userId);
  if (!person) throw new AppError('not-found');
  const isLinked =
    person.roles.some((role) => isRoleWithin(scopes, role)) ||
    person.guardianships.some(({ child }) => isWholeSite(scopes, child.site));
  if (!isLinked && !isRegisteredBy(scopes, person)) throw new AppError('not-found');
  return person;
}

const isRegisteredBy = ({ registrarIds }: PeopleScopes, { roles, guardianships, operatorId }: PersonRow): boolean =>
  roles.length === 0 && guardianships.length === 0 && registrarIds.includes(operatorId as OrganizationId);

/**
 * For what concerns the whole account (password, PIN, suspension): nobody does that to themselves this way, nor to someone
 * who holds anything beyond the asking's own scope, since whoever sets a password can become that person.
 * @throws AppError 'forbidden', or 'not-found' as `visiblePerson`
 */
export async function wholePerson(
  deps: Pick<PeopleDeps, 'db' | 'now'>,
  asking: AskingUser,
  userId: UserId,
): Promise<PersonRow> {
  const person = await visiblePerson(deps, asking, 'people:write', userId);
  const scopes = await peopleScopes(deps.db, listScopes(asking, 'people:write'));
  const roles = person.roles.filter((role) => isRunning(role, deps.now()));
  const isWithin =
    roles.every((role) => isRoleWithin(scopes, role)) &&
    person.guardianships.every(({ child }) => isWholeSite(scopes, child.site)) &&
    person.grants
      .filter((grant) => isRunning(grant, deps.now()))
      .every(({ camera }) => isWholeSite(scopes, camera.site));
  if (!isWithin || userId === asking.userId) throw new AppError('forbidden');
  return person;
}
