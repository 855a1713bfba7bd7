import { STANDING } from '../access/family-scope.ts';
import type { ConcernPlace } from '../contract/concerns.ts';
import type { ChildId, ClassroomId, SiteId, UserId } from '../contract/ids.ts';
import type { HeldRole } from '../platform/asking.ts';
import type { Db } from '../platform/database.ts';

const standing = (at: Date) => ({ OR: [{ endsAt: null }, { endsAt: { gt: at } }] });

/** Where these roles make somebody one of the staff, and of which of its rooms; null: of all of them. */
export async function sitesOfStaff(
  db: Db,
  roles: readonly HeldRole[],
): Promise<Map<SiteId, readonly ClassroomId[] | null>> {
  const rooms = await db.classroom.findMany({
    where: { id: { in: roles.flatMap(({ classroomId }) => classroomId ?? []) } },
    select: { id: true, siteId: true },
  });
  const sites = await db.site.findMany({
    where: {
      OR: [
        { id: { in: roles.flatMap(({ siteId }) => siteId ?? []) } },
        { operatorId: { in: roles.flatMap(({ organizationId }) => organizationId ?? []) } },
      ],
    },
    select: { id: true },
  });
  const ofRooms = [...Map.groupBy(rooms, ({ siteId }) => siteId as SiteId)].map(
    ([siteId, own]) => [siteId, own.map(({ id }) => id as ClassroomId)] as const,
  );
  return new Map([...ofRooms, ...sites.map(({ id }) => [id as SiteId, null] as const)]);
}

/** Children whose guardian this person is and may be, with the rooms they are or were enrolled in. */
export const ownChildren = (db: Db, userId: UserId) =>
  db.child.findMany({
    where: { guardianships: { some: { userId, ...STANDING, user: { suspendedAt: null } } } },
    select: { id: true, name: true, siteId: true, enrolments: { select: { classroomId: true } } },
    orderBy: { id: 'asc' },
  });

/** The rooms of a site, or these of them, with the children enrolled there now. */
export async function roomsWithChildren(db: Db, siteId: SiteId, only: readonly ClassroomId[] | null, at: Date) {
  const [rooms, children] = await Promise.all([
    db.classroom.findMany({
      where: { siteId, ...(only && { id: { in: [...only] } }) },
      select: { id: true, name: true },
      orderBy: { name: 'asc' },
    }),
    db.child.findMany({
      where: {
        ...{ siteId, leftAt: null },
        ...(only && {
          enrolments: {
            some: {
              classroomId: { in: [...only] },
              startsOn: { lte: at },
              OR: [{ endsOn: null }, { endsOn: { gte: at } }],
            },
          },
        }),
      },
      select: { id: true, name: true },
      orderBy: { name: 'asc' },
    }),
  ]);
  return {
    rooms: rooms.map(({ id, name }) => ({ classroomId: id as ClassroomId, name })),
    children: children.map(({ id, name }) => ({ childId: id as ChildId, name })),
  };
}

export const siteOf = (db: Db, siteId: SiteId) =>
  db.site.findUnique({ where: { id: siteId }, select: { id: true, name: true, operatorId: true, timeZone: true } });
export type ConcernSite = NonNullable<Awaited<ReturnType<typeof siteOf>>>;

/**
 * Who works at a site: its directors and everybody of its rooms, or of these rooms, and its operator's administrators where
 * one of the staff asks.
 */
export async function staffOf(
  db: Db,
  {
    site,
    rooms,
    isForStaff,
    at,
  }: { site: ConcernSite; rooms: readonly string[] | null; isForStaff: boolean; at: Date },
): Promise<ConcernPlace['staff']> {
  const inRooms = rooms === null ? { classroom: { siteId: site.id } } : { classroomId: { in: [...rooms] } };
  const ofOperator = isForStaff ? [{ role: 'operator_admin', organizationId: site.operatorId }] : [];
  const roles = [
    { role: { in: ['caregiver', 'volunteer'] }, ...inRooms },
    { role: 'site_admin', siteId: site.id },
  ];
  const users = await db.user.findMany({
    where: { suspendedAt: null, roles: { some: { AND: [standing(at), { OR: [...roles, ...ofOperator] }] } } },
    select: { id: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return users.map(({ id, name }) => ({ userId: id as UserId, name }));
}

/** Who directs the site now, or still did at `since`. */
export async function directorsOf(db: Db, siteId: string, since: Date): Promise<string[]> {
  const held = await db.roleAssignment.findMany({
    where: { role: 'site_admin', siteId, ...standing(since) },
    select: { userId: true },
  });
  return held.map(({ userId }) => userId);
}

/** Everybody who is or was one, with a right that stands or without. */
export async function guardiansOf(db: Db, childId: string): Promise<string[]> {
  const rows = await db.guardianship.findMany({ where: { childId }, select: { userId: true } });
  return rows.map(({ userId }) => userId);
}

export const childAt = (db: Db, childId: ChildId) =>
  db.child.findUnique({ where: { id: childId }, select: { siteId: true } });
export const roomAt = (db: Db, classroomId: ClassroomId) =>
  db.classroom.findUnique({ where: { id: classroomId }, select: { siteId: true } });
