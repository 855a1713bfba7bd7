import type { ListScopes } from '../access/roles.ts';
import type { OrganizationId, SiteId } from '../contract/ids.ts';
import type { Db, Tx } from '../platform/database.ts';

/** Those of its own administrators; those that serve a site of these operators; and those whose people are there still. */
const reached = ({ operatorIds, employerIds }: ListScopes) => ({
  isEmployer: true,
  OR: [
    { id: { in: employerIds } },
    { employedSites: { some: { site: { operatorId: { in: operatorIds } } } } },
    {
      employees: {
        some: {
          OR: [
            { operatorId: { in: operatorIds } },
            { guardianships: { some: { child: { site: { operatorId: { in: operatorIds } } } } } },
          ],
        },
      },
    },
  ],
});

const WITH_SITES = {
  employedSites: {
    select: { site: { select: { id: true, name: true, operatorId: true } } },
    orderBy: { site: { name: 'asc' } },
  },
} as const;

export const employersIn = (db: Db | Tx, scopes: ListScopes) =>
  db.organization.findMany({ where: reached(scopes), include: WITH_SITES, orderBy: [{ name: 'asc' }, { id: 'asc' }] });
export type EmployerRow = Awaited<ReturnType<typeof employersIn>>[number];

export async function employerIn(db: Db | Tx, scopes: ListScopes, id: OrganizationId): Promise<EmployerRow | null> {
  return db.organization.findFirst({ where: { AND: [{ id }, reached(scopes)] }, include: WITH_SITES });
}

/** Employers of these operators are added and renamed one after another, so that no name is given twice. */
export async function holdOperators(tx: Tx, operatorIds: readonly OrganizationId[]): Promise<void> {
  await tx.$queryRaw`SELECT id FROM organization WHERE id = ANY(${[...operatorIds]}::uuid[]) ORDER BY id FOR UPDATE`;
}

export async function isNameTaken(
  tx: Tx,
  scopes: ListScopes,
  name: string,
  except: OrganizationId | null,
): Promise<boolean> {
  const same = { name: { equals: name, mode: 'insensitive' as const } };
  const others = except === null ? {} : { id: { not: except } };
  return (await tx.organization.count({ where: { AND: [reached(scopes), same, others] } })) > 0;
}

export async function areSitesOf(
  db: Db,
  operatorIds: readonly OrganizationId[],
  siteIds: readonly SiteId[],
): Promise<boolean> {
  const where = { id: { in: [...siteIds] }, operatorId: { in: [...operatorIds] } };
  return (await db.site.count({ where })) === new Set(siteIds).size;
}

export async function insertEmployer(tx: Tx, name: string): Promise<OrganizationId> {
  const { id } = await tx.organization.create({ data: { name, isEmployer: true } });
  return id as OrganizationId;
}

export async function renameEmployer(tx: Tx, id: OrganizationId, name: string): Promise<void> {
  await tx.organization.update({ where: { id }, data: { name } });
}

export async function addEmployerToSites(
  tx: Tx,
  organizationId: OrganizationId,
  siteIds: readonly string[],
): Promise<void> {
  const data = siteIds.map((siteId) => ({ siteId, organizationId }));
  await tx.siteEmployer.createMany({ data, skipDuplicates: true });
}

export async function takeEmployerFromSites(
  tx: Tx,
  organizationId: OrganizationId,
  siteIds: readonly string[],
): Promise<void> {
  await tx.siteEmployer.deleteMany({ where: { organizationId, siteId: { in: [...siteIds] } } });
}

/** By any site, whoever's. Ask with the employer's row held, as `renameEmployer` leaves it. */
export const isServed = async (tx: Tx, organizationId: OrganizationId): Promise<boolean> =>
  (await tx.siteEmployer.count({ where: { organizationId } })) > 0;

/** @returns those that it had before; the row is held until the transaction ends */
export async function replaceNetworks(tx: Tx, id: OrganizationId, officeNetworks: string[]): Promise<string[]> {
  await tx.$queryRaw`SELECT id FROM organization WHERE id = ${id}::uuid FOR UPDATE`;
  const before = await tx.organization.findUniqueOrThrow({ where: { id }, select: { officeNetworks: true } });
  await tx.organization.update({ where: { id }, data: { officeNetworks } });
  return before.officeNetworks;
}
