import type { Place } from '../access/roles.ts';
import type { ClassroomId, OrganizationId, SiteId, UserId } from '../contract/ids.ts';
import type { Db, Tx } from '../platform/database.ts';

/** Where staff work: a room, with its site's zone. */
export type StaffPlace = Place & { classroomId: ClassroomId; timeZone: string };

export async function placeOfRoom(db: Db, classroomId: ClassroomId): Promise<StaffPlace | null> {
  const room = await db.classroom.findUnique({
    where: { id: classroomId },
    select: { site: { select: { id: true, operatorId: true, timeZone: true } } },
  });
  if (!room) return null;
  const { id, operatorId, timeZone } = room.site;
  return { siteId: id as SiteId, operatorId: operatorId as OrganizationId, timeZone, classroomId };
}

export async function placeOfSite(db: Db, siteId: SiteId): Promise<(Place & { timeZone: string }) | null> {
  const site = await db.site.findUnique({ where: { id: siteId }, select: { operatorId: true, timeZone: true } });
  return site && { siteId, operatorId: site.operatorId as OrganizationId, timeZone: site.timeZone };
}

/**
 * Whose days are recorded at this site: caregivers and volunteers of its rooms and its directors. Of them only caregivers
 * count for a ratio.
 */
export async function staffOfSite(db: Db | Tx, siteId: SiteId, at: Date, userId?: UserId) {
  const held = {
    OR: [
      { role: { in: ['caregiver', 'volunteer'] }, classroom: { siteId } },
      { role: 'site_admin', siteId },
    ],
    AND: [{ OR: [{ endsAt: null }, { endsAt: { gt: at } }] }],
  };
  const rows = await db.user.findMany({
    where: { ...(userId && { id: userId }), suspendedAt: null, roles: { some: held } },
    select: {
      id: true,
      name: true,
      portrait: true,
      pinHash: true,
      roles: { where: held, select: { role: true, classroomId: true } },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({
    ...row,
    userId: row.id as UserId,
    counts: row.roles.some(({ role }) => role === 'caregiver'),
    roomIds: row.roles.flatMap(({ classroomId }) => (classroomId === null ? [] : [classroomId])),
  }));
}
export type StaffMember = Awaited<ReturnType<typeof staffOfSite>>[number];

export const roomsOfSite = async (db: Db, siteId: SiteId) =>
  (await db.classroom.findMany({ where: { siteId }, select: { id: true, name: true }, orderBy: { name: 'asc' } })).map(
    ({ id, name }) => ({ classroomId: id as ClassroomId, name }),
  );

export async function namesOf(db: Db, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.user.findMany({ where: { id: { in: [...userIds] } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Also those who do not work here any more; in the order of their names. */
export async function peopleById(db: Db, siteId: SiteId, userIds: readonly string[]) {
  const rows = await db.user.findMany({
    where: { id: { in: [...userIds] } },
    select: {
      id: true,
      name: true,
      portrait: true,
      roles: { where: { role: 'caregiver', classroom: { siteId } }, select: { id: true } },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ roles, ...person }) => ({ ...person, counts: roles.length > 0 }));
}
