import { families, STOPPED, wholeSites } from '../access/family-scope.ts';
import type { ListScopes } from '../access/roles.ts';
import type { OrganizationId, SiteId, UserId } from '../contract/ids.ts';
import type { Db, Tx } from '../platform/database.ts';
import { contains } from './search.ts';

const MOST_ROWS = 500;

const SITE = { select: { id: true, operatorId: true, name: true } } as const;
const WITH_LINKS = {
  employer: { select: { name: true } },
  roles: {
    include: {
      site: SITE,
      classroom: { select: { name: true, site: SITE } },
      organization: { select: { name: true } },
    },
    orderBy: { id: 'asc' },
  },
  guardianships: {
    where: { child: { leftAt: null } },
    include: {
      child: {
        select: { name: true, site: SITE, guardianships: { where: STOPPED, select: { userId: true } } },
      },
    },
    orderBy: { id: 'asc' },
  },
  grants: { where: { withdrawnAt: null }, select: { endsAt: true, camera: { select: { site: SITE } } } },
} as const;

export const personRow = (db: Db, userId: UserId) => db.user.findUnique({ where: { id: userId }, include: WITH_LINKS });
export type PersonRow = NonNullable<Awaited<ReturnType<typeof personRow>>>;

export type PersonFilter = { siteId?: SiteId | undefined; search?: string | undefined };

/** Staff and guardians of whole sites, an employer's own people, and accounts of these operators that are linked to nothing yet. */
export const personsIn = (db: Db, scopes: PeopleScopes, { siteId, search }: PersonFilter) =>
  db.user.findMany({
    where: {
      AND: [
        {
          OR: [
            { roles: { some: roleIn(scopes) } },
            { guardianships: { some: { child: { site: wholeSites(scopes) } } } },
            { employerId: { in: scopes.employerIds } },
            { ...UNLINKED, operatorId: { in: scopes.registrarIds } },
          ],
        },
        siteId
          ? {
              OR: [
                { roles: { some: { OR: [{ siteId }, { classroom: { siteId } }] } } },
                { guardianships: { some: { child: { siteId, ...families(scopes) } } } },
                UNLINKED,
              ],
            }
          : {},
        search ? { OR: [contains('name', search), contains('username', search), contains('phone', search)] } : {},
      ],
    },
    include: WITH_LINKS,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: MOST_ROWS,
  });

const UNLINKED = { roles: { none: {} }, guardianships: { none: { child: { leftAt: null } } } };

export const roleIn = (scopes: PeopleScopes) => ({
  OR: [
    { site: wholeSites(scopes) },
    { classroom: { site: wholeSites(scopes) } },
    { organizationId: { in: [...scopes.operatorIds, ...scopes.employerIds, ...scopes.servedIds] } },
  ],
});

export type PeopleScopes = ListScopes & {
  /** The operators behind the scopes: whose unlinked accounts they reach. */
  registrarIds: OrganizationId[];
  /** Employers all of whose sites an operator's scopes reach: so that it reaches their administrators, too. */
  servedIds: OrganizationId[];
};

export async function peopleScopes(db: Db, scopes: ListScopes): Promise<PeopleScopes> {
  const sites = await db.site.findMany({ where: { id: { in: scopes.siteIds } }, select: { operatorId: true } });
  const served =
    scopes.operatorIds.length === 0
      ? []
      : await db.organization.findMany({
          where: { isEmployer: true, employedSites: { some: {}, every: { site: wholeSites(scopes) } } },
          select: { id: true },
        });
  return {
    ...scopes,
    registrarIds: [...new Set([...scopes.operatorIds, ...sites.map(({ operatorId }) => operatorId as OrganizationId)])],
    servedIds: served.map(({ id }) => id as OrganizationId),
  };
}

export async function servesEmployer(db: Db, scopes: ListScopes, organizationId: OrganizationId): Promise<boolean> {
  return (await db.siteEmployer.count({ where: { organizationId, site: wholeSites(scopes) } })) > 0;
}

type NewPerson = {
  username: string;
  name: string;
  phone: string;
  employerId: OrganizationId | null;
  operatorId: OrganizationId | null;
  passwordHash: string;
};

export async function insertPerson(tx: Tx, person: NewPerson): Promise<UserId> {
  const { id } = await tx.user.create({ data: person });
  return id as UserId;
}

type PersonFields = { name: string; phone: string; employerId: OrganizationId | null };

export async function updatePerson(tx: Tx, userId: UserId, fields: PersonFields): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: fields });
}

export async function setSuspended(tx: Tx, userId: UserId, suspendedAt: Date | null): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { suspendedAt } });
}

export async function setPassword(tx: Tx, userId: UserId, passwordHash: string): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { passwordHash } });
}

/** A new PIN also ends what was begun with the old one. */
export async function setPinHash(tx: Tx, userId: UserId, pinHash: string): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { pinHash } });
  await tx.device.updateMany({ where: { actingUserId: userId }, data: { actingUserId: null, actingSince: null } });
}

export async function endAllSessions(tx: Tx, userId: UserId, endReason: string, at: Date): Promise<void> {
  await tx.session.updateMany({ where: { userId, endedAt: null }, data: { endedAt: at, endReason } });
}

type NewRole = {
  userId: UserId;
  role: string;
  organizationId: string | null;
  siteId: string | null;
  classroomId: string | null;
  endsAt: Date | null;
};

/** @returns false when the person holds this very role already */
export async function insertRole(tx: Tx, { endsAt, ...role }: NewRole, at: Date): Promise<boolean> {
  await tx.$queryRaw`SELECT id FROM "user" WHERE id = ${role.userId}::uuid FOR UPDATE`;
  const held = await tx.roleAssignment.count({ where: { ...role, OR: [{ endsAt: null }, { endsAt: { gt: at } }] } });
  if (held > 0) return false;
  await tx.roleAssignment.create({ data: { ...role, endsAt } });
  return true;
}

/** The row stays: who held which role until when is part of the record. */
export async function endRole(tx: Tx, roleId: string, at: Date): Promise<boolean> {
  const { count } = await tx.roleAssignment.updateMany({
    where: { id: roleId, OR: [{ endsAt: null }, { endsAt: { gt: at } }] },
    data: { endsAt: at },
  });
  return count === 1;
}
