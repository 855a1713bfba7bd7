import type { ClassroomId, OrganizationId, SiteId } from '../contract/ids.ts';
import { dateColumn, type LocalDay } from '../platform/calendar.ts';
import type { Db } from '../platform/database.ts';

const GUARDIANS = {
  select: {
    userId: true,
    relation: true,
    mayPickUp: true,
    custodyBlockedAt: true,
    withdrawnAt: true,
    user: { select: { name: true, phone: true, portrait: true } },
  },
} as const;

export async function findRoom(db: Db, classroomId: ClassroomId) {
  const room = await db.classroom.findUnique({
    where: { id: classroomId },
    include: {
      site: { select: { id: true, operatorId: true, name: true, phone: true, timeZone: true, lateAfterMinutes: true } },
    },
  });
  if (!room) return null;
  return { ...room, classroomId, siteId: room.site.id as SiteId, operatorId: room.site.operatorId as OrganizationId };
}
export type RoomRow = NonNullable<Awaited<ReturnType<typeof findRoom>>>;

/**
 * Children enrolled in the room on this day, and those that were recorded in it on one of these days, what was taken back
 * included; each with the events of these days.
 */
export async function childrenOfRoom(db: Db, classroomId: ClassroomId, day: LocalDay, days: Date[]) {
  const on = dateColumn(day);
  const enrolledHere = { classroomId, startsOn: { lte: on }, OR: [{ endsOn: null }, { endsOn: { gte: on } }] };
  return db.child.findMany({
    where: {
      leftAt: null,
      OR: [{ enrolments: { some: enrolledHere } }, { attendance: { some: { classroomId, day: { in: days } } } }],
    },
    include: {
      enrolments: { where: enrolledHere, orderBy: { fromMinute: 'asc' } },
      attendance: { where: { day: { in: days } } },
      guardianships: { ...GUARDIANS, orderBy: { id: 'asc' } },
      dayNotices: { where: { toDay: { gte: on } }, orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }] },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
}
export type ChildOfRoom = Awaited<ReturnType<typeof childrenOfRoom>>[number];

export async function camerasOfRoom(db: Db, classroomId: ClassroomId, now: Date) {
  return db.camera.findMany({
    where: { classroomId, removedAt: null, isEnabled: true },
    select: {
      id: true,
      name: true,
      areaKind: true,
      phase: true,
      phaseSince: true,
      pauses: {
        where: { endedAt: null, startedAt: { lte: now }, endsAt: { gt: now } },
        orderBy: { endsAt: 'desc' },
        take: 1,
      },
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
}

/** Views of the room's cameras that run at `now`, with what the room calls their viewers. */
export async function viewsOfRoom(db: Db, classroomId: ClassroomId, now: Date) {
  const views = await db.viewingSession.findMany({
    where: { camera: { classroomId }, endedAt: null, leaseUntil: { gt: now } },
    include: {
      user: { select: { name: true, portrait: true, roles: { where: activeAt(now), select: { role: true } } } },
    },
    orderBy: { openedAt: 'asc' },
  });
  const childIds = views.map((view) => view.childId).filter((id) => id !== null);
  const guardianships = await db.guardianship.findMany({
    where: { childId: { in: childIds }, userId: { in: views.map((view) => view.userId) } },
    select: { userId: true, childId: true, relation: true, child: { select: { name: true, nickname: true } } },
  });
  return views.map((view) => ({
    ...view,
    guardianship:
      guardianships.find(({ userId, childId }) => userId === view.userId && childId === view.childId) ?? null,
  }));
}
export type ViewOfRoom = Awaited<ReturnType<typeof viewsOfRoom>>[number];

/** Those of them who have a photo, without reading it. */
export async function withPhoto(db: Db, pickupIds: readonly string[]): Promise<Set<string>> {
  const rows = await db.pickupPerson.findMany({
    where: { id: { in: [...pickupIds] }, photo: { not: null } },
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}

/** By whom these children were fetched, whatever became of the persons since. */
export async function pickupNames(db: Db, pickupIds: readonly string[]) {
  const select = { id: true, name: true, relation: true } as const;
  const rows = await db.pickupPerson.findMany({ where: { id: { in: [...pickupIds] } }, select });
  return new Map(rows.map(({ id, name, relation }) => [id, { name, relation }]));
}

/** The other rooms of the site. */
export async function otherRooms(db: Db, siteId: SiteId, classroomId: ClassroomId) {
  return db.classroom.findMany({
    where: { siteId, id: { not: classroomId } },
    select: { id: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
}

const activeAt = (now: Date) => ({ OR: [{ endsAt: null }, { endsAt: { gt: now } }] });
