import { listScopes, mayDo } from '../access/roles.ts';
import { type AuditAction, actionsOf } from '../contract/audit-actions.ts';
import type { AuditName, AuditNamesQuery } from '../contract/audit.ts';
import type { OrganizationId, SiteId } from '../contract/ids.ts';
import { roleHas } from '../contract/roles.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Db } from '../platform/database.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { APART } from './apart-from-audit.ts';

const NAMES_SHOWN = 20;

/** What an asking administrator may read of: these sites, and the people of them and of these operators. */
export type AuditScope = {
  sites: { id: string; name: string; timeZone: string }[];
  operatorIds: readonly string[];
  /** Reports of suspected abuse that the asking may read: of no other anything is shown. */
  concernIds: readonly string[];
  /** Acts whose entries the asking reads of these sites alone, see `neededFor`. */
  apart: readonly { actions: readonly AuditAction[]; siteIds: readonly string[] }[];
  askingId: string;
  /** Where entries stand in the chain, see `readChainState`. */
  seesPlaces: boolean;
  /** Only one site is asked for: what belongs to none is left out. */
  isOneSite: boolean;
};

export type AuditScopeDeps = { db: Db; readableConcerns: (asking: AskingUser) => Promise<readonly string[]> };

export async function auditScope(
  { db, readableConcerns }: AuditScopeDeps,
  asking: AskingUser,
  siteId: SiteId | undefined,
): Promise<AuditScope> {
  const scopes = listScopes(asking, 'audit:read');
  const concernIds = await readableConcerns(asking);
  const sites = await db.site.findMany({
    where: {
      AND: [
        { OR: [{ id: { in: scopes.siteIds } }, { operatorId: { in: scopes.operatorIds } }] },
        siteId ? { id: siteId } : {},
      ],
    },
    select: { id: true, name: true, timeZone: true, operatorId: true },
    orderBy: { name: 'asc' },
  });
  const apart = [...APART].map(([permission, actions]) => ({
    actions,
    siteIds: sites.filter((site) => mayDo(asking.roles, permission, placeOf(site))).map(({ id }) => id),
  }));
  const { operatorIds } = scopes;
  const of = { askingId: asking.userId, seesPlaces: mayReadPlaces(asking), isOneSite: siteId !== undefined };
  return { sites, operatorIds, concernIds, apart, ...of };
}

export const mayReadPlaces = ({ roles }: AskingUser): boolean => roles.some(({ role }) => roleHas(role, 'audit:chain'));

const placeOf = ({ id, operatorId }: { id: string; operatorId: string }) => ({
  siteId: id as SiteId,
  operatorId: operatorId as OrganizationId,
});

const siteIdsOf = ({ sites }: AuditScope) => Prisma.sql`${sites.map(({ id }) => id)}::uuid[]`;

/** Ids of the people of these sites, staff and guardians, those who have left too. */
function peopleOf(scope: AuditScope): Prisma.Sql {
  const siteIds = siteIdsOf(scope);
  const operatorIds = Prisma.sql`${scope.isOneSite ? [] : scope.operatorIds}::uuid[]`;
  return Prisma.sql`
    SELECT role.user_id FROM role_assignment role LEFT JOIN classroom ON classroom.id = role.classroom_id
      WHERE role.site_id = ANY(${siteIds}) OR classroom.site_id = ANY(${siteIds}) OR role.organization_id = ANY(${operatorIds})
    UNION SELECT guardianship.user_id FROM guardianship JOIN child ON child.id = guardianship.child_id
      WHERE child.site_id = ANY(${siteIds})
    UNION SELECT id FROM "user" WHERE operator_id = ANY(${operatorIds})`;
}

/** Who works for these sites' operators: they act there, and their names stand in the entries. */
const operatorsOf = (scope: AuditScope) => Prisma.sql`
  SELECT role.user_id FROM role_assignment role JOIN site ON site.operator_id = role.organization_id
    WHERE site.id = ANY(${siteIdsOf(scope)})`;

/**
 * Entries of these sites, and those without a site (sign-ins, accounts) that concern their people; of what fewer read only
 * for those, and of a report of suspected abuse only where the asking may read it.
 */
export const withinScope = (scope: AuditScope): Prisma.Sql =>
  Prisma.sql`(${ofPlaces(scope)} AND ${ofApart(scope)} AND ${ofReadable(scope)})`;

function ofPlaces(scope: AuditScope): Prisma.Sql {
  const ofSites = Prisma.sql`entry.site_id = ANY(${siteIdsOf(scope)})`;
  if (scope.isOneSite) return ofSites;
  const people = peopleOf(scope);
  return Prisma.sql`(${ofSites} OR (entry.site_id IS NULL AND (entry.actor_id IN (${people}) OR entry.subject_id IN (${people}))))`;
}

/** What such an act left at no site held nothing of any, and is for whoever may do it somewhere. */
const ofApart = ({ apart }: AuditScope): Prisma.Sql =>
  Prisma.join(
    apart.map(
      ({ actions, siteIds }) => Prisma.sql`(entry.action <> ALL(${[...actions]}::text[])
        OR coalesce(entry.site_id = ANY(${[...siteIds]}::uuid[]), ${siteIds.length > 0}))`,
    ),
    ' AND ',
  );

/**
 * A wrong PIN at the form for reports names none, so nobody reads of it here. That somebody took out reports' entries is
 * for themself alone.
 */
const ofReadable = ({ concernIds, askingId }: AuditScope): Prisma.Sql =>
  Prisma.sql`((entry.action <> ALL(${actionsOf('concerns')}::text[])
      OR entry.details->>'concernId' = ANY(${concernIds}::text[]))
    AND NOT (entry.action = 'audit-exported' AND coalesce(entry.details->>'kind', '') = 'concerns'
      AND entry.actor_id IS DISTINCT FROM ${askingId}::uuid))`;

/** Those whose name holds what was typed, or the one of this id; never one out of reach. */
export async function namesWithin(
  db: Db,
  scope: AuditScope,
  { sort, search, id }: AuditNamesQuery,
): Promise<AuditName[]> {
  const wanted = id
    ? Prisma.sql`named.id = ${id}::uuid`
    : Prisma.sql`strpos(lower(named.name), ${search.trim().toLowerCase()}) > 0`;
  const limited = Prisma.sql`ORDER BY named.name, named.id LIMIT ${NAMES_SHOWN}`;
  if (sort === 'person') {
    return db.$queryRaw`SELECT named.id, named.name, NULL AS "siteName" FROM "user" named
      WHERE named.id IN (${peopleOf(scope)} UNION ${operatorsOf(scope)}) AND ${wanted} ${limited}`;
  }
  const table = sort === 'child' ? Prisma.sql`child` : Prisma.sql`camera`;
  return db.$queryRaw`SELECT named.id, named.name, site.name AS "siteName" FROM ${table} named
    JOIN site ON site.id = named.site_id WHERE named.site_id = ANY(${siteIdsOf(scope)}) AND ${wanted} ${limited}`;
}
