import { wholeSites } from '../access/family-scope.ts';
import type { ListScopes } from '../access/roles.ts';
import type { OrganizationId, SiteId } from '../contract/ids.ts';

/** Conditions for queries, from what `listScopes` allows. Empty scopes match nothing. */

/** Sites reached as a whole, and sites that serve an employer of the scopes, of which only its own families may be seen. */
export const anySites = (scopes: ListScopes) => ({
  OR: [...wholeSites(scopes).OR, { employers: { some: { organizationId: { in: scopes.employerIds } } } }],
});

export const isWholeSite = ({ siteIds, operatorIds }: ListScopes, site: { id: string; operatorId: string }): boolean =>
  siteIds.includes(site.id as SiteId) || operatorIds.includes(site.operatorId as OrganizationId);

/** Neither withdrawn nor blocked by order. */
export const isStanding = (link: { withdrawnAt: Date | null; custodyBlockedAt: Date | null }): boolean =>
  link.withdrawnAt === null && link.custodyBlockedAt === null;
