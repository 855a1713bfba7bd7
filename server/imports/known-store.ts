import type { Place } from '../access/roles.ts';
import type { OrganizationId, SiteId } from '../contract/ids.ts';
import { dateColumn, dayOfColumn, localDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { Known, KnownChild, KnownPerson, KnownRoom } from './known.ts';

export async function placeOfSite(db: Db, siteId: SiteId): Promise<(Place & { timeZone: string }) | null> {
  const site = await db.site.findUnique({ where: { id: siteId }, select: { operatorId: true, timeZone: true } });
  return site && { siteId, operatorId: site.operatorId as OrganizationId, timeZone: site.timeZone };
}

/** One import of an operator at a time, and no other change to the children of these sites until it is written. */
export async function holdForImport(
  tx: Tx,
  { operatorId, chosenSiteId }: Reach,
  named: ReadonlySet<string>,
): Promise<void> {
  await tx.$executeRaw`SET LOCAL lock_timeout = '10s'`;
  await tx.$queryRaw`SELECT id FROM organization WHERE id = ${operatorId}::uuid FOR NO KEY UPDATE`;
  await tx.$queryRaw`
    SELECT child.id FROM child JOIN site ON site.id = child.site_id
    WHERE site.operator_id = ${operatorId}::uuid AND (site.id = ${chosenSiteId}::uuid OR site.name = ANY(${[...named]}::text[]))
    ORDER BY child.id FOR NO KEY UPDATE OF child`;
}

/** PostgreSQL's word that a lock was waited for too long. */
export const isLockTimeout = (error: unknown): boolean =>
  error instanceof Error && /55P03|lock timeout/.test(error.message);

export type Reach = {
  at: Date;
  operatorId: string;
  chosenSiteId: string;
  askingId: string;
  mayAddSites: boolean;
  /** Which of the operator's sites the administrator may fill. */
  mayFill: (siteId: string) => boolean;
};

/** Of all sites in reach their names and people; rooms and children only of the chosen one and of those `named`. */
export async function loadKnown(db: Tx, reach: Reach, named: ReadonlySet<string>): Promise<Known> {
  const sites = await db.site.findMany({
    where: { operatorId: reach.operatorId },
    select: { id: true, name: true, timeZone: true },
    orderBy: { id: 'asc' },
  });
  const filled = sites.filter(({ id }) => reach.mayFill(id));
  const siteIds = filled.filter(({ id, name }) => id === reach.chosenSiteId || named.has(name)).map(({ id }) => id);
  const { chosenSiteId, mayAddSites, askingId, at } = reach;
  return {
    ...{ chosenSiteId, mayAddSites, askingId },
    sites: filled.map(({ id, name, timeZone }) => ({ id, name, today: localDay(at, timeZone) })),
    rooms: await roomsOf(db, siteIds, at),
    children: await childrenOf(db, siteIds),
    people: await peopleOf(
      db,
      reach,
      filled.map(({ id }) => id),
    ),
    employers: await employersOf(db, siteIds),
  };
}

async function roomsOf(db: Tx, siteIds: string[], at: Date): Promise<KnownRoom[]> {
  const running = { OR: [{ endsOn: null }, { endsOn: { gte: dateColumn(localDay(at, 'utc')) } }] };
  const rooms = await db.classroom.findMany({
    where: { siteId: { in: siteIds } },
    include: { enrolments: { where: { ...running, child: { leftAt: null } }, select: { childId: true } } },
    orderBy: { id: 'asc' },
  });
  return rooms.map(({ id, siteId, name, kind, capacity, enrolments }) => ({
    ...{ id, siteId, name, kind, capacity },
    enrolled: new Set(enrolments.map(({ childId }) => childId)).size,
  }));
}

const PERSON = { select: { id: true, name: true, phone: true, employerId: true } } as const;

async function childrenOf(db: Tx, siteIds: string[]): Promise<KnownChild[]> {
  const children = await db.child.findMany({
    where: { siteId: { in: siteIds } },
    include: { enrolments: true, guardianships: { include: { user: PERSON } } },
    orderBy: { id: 'asc' },
  });
  return children.map(({ bornOn, leftAt, enrolments, guardianships, ...child }) => ({
    ...child,
    bornOn: bornOn && dayOfColumn(bornOn),
    hasLeft: leftAt !== null,
    enrolments: enrolments.map((one) => ({
      ...one,
      startsOn: dayOfColumn(one.startsOn),
      endsOn: one.endsOn && dayOfColumn(one.endsOn),
    })),
    links: guardianships.map(({ user, withdrawnAt, custodyBlockedAt, ...link }) => ({
      ...link,
      person: user,
      isStopped: withdrawnAt !== null || custodyBlockedAt !== null,
    })),
  }));
}

/** Whom these sites reach through a child or a role, and accounts of the operator that are linked to nothing yet. */
const peopleOf = (db: Tx, { operatorId, at }: Reach, siteIds: string[]): Promise<KnownPerson[]> =>
  db.user.findMany({
    where: {
      OR: [
        { guardianships: { some: { child: { siteId: { in: siteIds } } } } },
        {
          roles: {
            some: {
              AND: [
                { OR: [{ endsAt: null }, { endsAt: { gt: at } }] },
                { OR: [{ siteId: { in: siteIds } }, { classroom: { siteId: { in: siteIds } } }] },
              ],
            },
          },
        },
        { operatorId, roles: { none: {} }, guardianships: { none: {} } },
      ],
    },
    ...PERSON,
    orderBy: { id: 'asc' },
  });

async function employersOf(db: Tx, siteIds: string[]): Promise<Known['employers']> {
  const rows = await db.siteEmployer.findMany({
    where: { siteId: { in: siteIds } },
    select: { siteId: true, organization: { select: { id: true, name: true } } },
  });
  return rows.map(({ siteId, organization }) => ({ siteId, ...organization }));
}
