import type { ListScopes } from '../access/roles.ts';
import type { OrganizationId } from '../contract/ids.ts';
import type { Concerned } from './employed-store.ts';
import type { EmployerRow } from './employers-store.ts';

/**
 * All that it concerns is of these operators, and there is something: then it concerns nobody else's families.
 * @param concerned as `concernedBy` finds it, also of other employers
 */
export function isWhollyServed({ operatorIds }: ListScopes, id: string, concerned: readonly Concerned[]): boolean {
  const own = concerned.filter(({ employerId }) => employerId === id);
  return own.length > 0 && own.every(({ operatorId }) => operatorIds.includes(operatorId as OrganizationId));
}

export const isOwnEmployer = ({ employerIds }: ListScopes, { id }: { id: string }): boolean =>
  employerIds.includes(id as OrganizationId);

/** Sites of the employer that these scopes may know of. */
export const sitesSeen = (scopes: ListScopes, row: EmployerRow) =>
  row.employedSites
    .map(({ site }) => site)
    .filter(
      ({ operatorId }) => isOwnEmployer(scopes, row) || scopes.operatorIds.includes(operatorId as OrganizationId),
    );
