import type { ListScopes } from '../access/roles.ts';
import type { OrganizationId, SiteId } from '../contract/ids.ts';

/** Conditions for queries, from what `listScopes` allows. Empty scopes match nothing. */

/** Sites reached as a whole, through the site itself or its operator. */
export const wholeSites = ({ siteIds, operatorIds }: ListScopes) => ({
  OR: [{ id: { in: siteIds } }, { operatorId: { in: operatorIds } }],
});

/** The same and sites that serve an employer of the scopes, of which only its own families may be seen. */
export const anySites = (scopes: ListScopes) => ({
  OR: [...wholeSites(scopes).OR, { employers: { some: { organizationId: { in: scopes.employerIds } } } }],
});

/** Children of whole sites, and everywhere the children of an employer's people. */
export const families = (scopes: ListScopes) => ({
  OR: [{ site: wholeSites(scopes) }, { guardianships: { some: { user: { employerId: { in: scopes.employerIds } } } } }],
});

export const isWholeSite = ({ siteIds, operatorIds }: ListScopes, site: { id: string; operatorId: string }): boolean =>
  siteIds.includes(site.id as SiteId) || operatorIds.includes(site.operatorId as OrganizationId);
