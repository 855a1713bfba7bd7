import type { ListScopes } from '../access/roles.ts';
import type { OrganizationId } from '../contract/ids.ts';
import type { EmployerRow } from './employers-store.ts';

/** Every site that it serves is of these operators: then what concerns it concerns nobody else's families. */
export const isWhollyServed = ({ operatorIds }: ListScopes, { employedSites }: EmployerRow): boolean =>
  operatorIds.length > 0 && employedSites.every(({ site }) => operatorIds.includes(site.operatorId as OrganizationId));

export const isOwnEmployer = ({ employerIds }: ListScopes, { id }: { id: string }): boolean =>
  employerIds.includes(id as OrganizationId);

/** Sites of the employer that these scopes may know of. */
export const sitesSeen = (scopes: ListScopes, row: EmployerRow) =>
  row.employedSites
    .map(({ site }) => site)
    .filter(
      ({ operatorId }) => isOwnEmployer(scopes, row) || scopes.operatorIds.includes(operatorId as OrganizationId),
    );
