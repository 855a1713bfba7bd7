import { Prisma } from '../../prisma/generated/client.ts';
import type { ListScopes } from '../access/roles.ts';

/** Conditions on `site` and `person`, from what `listScopes` allows. Empty scopes match nothing. */

/** Sites reached as a whole, through the site itself or its operator. */
export const isWholeSite = ({ siteIds, operatorIds }: ListScopes): Prisma.Sql =>
  Prisma.sql`(site.id = ANY(${siteIds}::uuid[]) OR site.operator_id = ANY(${operatorIds}::uuid[]))`;

/** People of the employers of the scopes, at any site. */
export const isOfEmployer = ({ employerIds }: ListScopes): Prisma.Sql =>
  Prisma.sql`person.employer_id = ANY(${employerIds}::uuid[])`;

/** The same as `families` of access/family-scope.ts. */
export const isChildSeen = (scopes: ListScopes): Prisma.Sql =>
  Prisma.sql`(${isWholeSite(scopes)} OR (EXISTS (SELECT 1 FROM guardianship JOIN "user" person
    ON person.id = guardianship.user_id WHERE guardianship.child_id = child.id AND ${isOfEmployer(scopes)}
      AND guardianship.withdrawn_at IS NULL AND guardianship.custody_blocked_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM guardianship WHERE guardianship.child_id = child.id
      AND guardianship.user_id = ${scopes.askingId}::uuid
      AND (guardianship.withdrawn_at IS NOT NULL OR guardianship.custody_blocked_at IS NOT NULL))))`;
