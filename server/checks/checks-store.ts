import type { Place } from '../access/roles.ts';
import type { DayEvent } from '../attendance/day-state.ts';
import { enrolledOn, roomsOfDay } from '../attendance/rooms-of-day.ts';
import type { ClassroomId, OrganizationId, RoomTaskId, SiteId } from '../contract/ids.ts';
import { dateColumn, type LocalDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';

export type RoomPlace = Place & {
  classroomId: ClassroomId;
  name: string;
  timeZone: string;
  sleepCheckMinutes: number;
};

export async function findRoom(db: Db | Tx, classroomId: ClassroomId): Promise<RoomPlace | null> {
  const room = await db.classroom.findUnique({
    where: { id: classroomId },
    select: { name: true, site: { select: { id: true, operatorId: true, timeZone: true, sleepCheckMinutes: true } } },
  });
  if (room === null) return null;
  const { id, operatorId, timeZone, sleepCheckMinutes } = room.site;
  const place = { siteId: id as SiteId, operatorId: operatorId as OrganizationId, classroomId };
  return { ...place, name: room.name, timeZone, sleepCheckMinutes };
}

export async function findSite(db: Db | Tx, siteId: SiteId) {
  const site = await db.site.findUnique({
    where: { id: siteId },
    select: {
      operatorId: true,
      name: true,
      timeZone: true,
      sleepCheckMinutes: true,
      classrooms: { select: { id: true, name: true }, orderBy: [{ name: 'asc' }, { id: 'asc' }] },
    },
  });
  return site && { ...site, siteId, operatorId: site.operatorId as OrganizationId };
}

/** Holds the room's row until the transaction ends: two tablets of a room come one after the other. */
export async function lockRoom(tx: Tx, classroomId: ClassroomId): Promise<void> {
  await tx.$queryRaw`SELECT id FROM classroom WHERE id = ${classroomId}::uuid FOR NO KEY UPDATE`;
}

export type StoredCheck = Awaited<ReturnType<typeof checksOf>>[number];

/** Of a site or a room, both days included. */
export async function checksOf(
  db: Db | Tx,
  { siteId, classroomId, from, to }: { siteId?: string; classroomId?: string; from: LocalDay; to: LocalDay },
) {
  return db.roomCheck.findMany({
    where: {
      ...(classroomId && { classroomId }),
      ...(siteId && { classroom: { siteId } }),
      day: { gte: dateColumn(from), lte: dateColumn(to) },
    },
    orderBy: [{ happenedAt: 'asc' }, { id: 'asc' }],
  });
}

export const findCheck = (db: Db | Tx, id: string) => db.roomCheck.findUnique({ where: { id } });

/** @returns false when another request has just used this id */
export async function insertCheck(tx: Tx, row: Omit<StoredCheck, 'day'> & { day: LocalDay }): Promise<boolean> {
  const { count } = await tx.roomCheck.createMany({
    data: [{ ...row, day: dateColumn(row.day) }],
    skipDuplicates: true,
  });
  return count === 1;
}

/** How many of these children the room looks after on this day. Who has left is of none. */
export async function countChildren(
  tx: Tx,
  { classroomId, day }: { classroomId: ClassroomId; day: LocalDay },
  childIds: readonly string[],
): Promise<number> {
  const children = await tx.child.findMany({
    where: { id: { in: [...childIds] }, leftAt: null },
    select: {
      enrolments: { select: { classroomId: true, weekdays: true, startsOn: true, endsOn: true } },
      attendance: { where: { day: dateColumn(day) } },
    },
  });
  return children.filter(({ enrolments, attendance }) =>
    roomsOfDay({ day, enrolments: enrolledOn(enrolments, day), events: attendance as DayEvent[] }).includes(
      classroomId,
    ),
  ).length;
}

/** Every daily check that was ever planned at the site; ended ones carry when. */
export const planOf = (db: Db | Tx, siteId: string) =>
  db.roomTask.findMany({ where: { siteId }, orderBy: [{ dueMinute: 'asc' }, { id: 'asc' }] });

export const findTask = (db: Db | Tx, taskId: RoomTaskId) => db.roomTask.findUnique({ where: { id: taskId } });

type NewTask = {
  siteId: SiteId;
  classroomId: ClassroomId | null;
  kind: string;
  name: string;
  weekdays: number[];
  dueMinute: number;
  createdAt: Date;
};
export async function insertTask(tx: Tx, task: NewTask): Promise<RoomTaskId> {
  const { id } = await tx.roomTask.create({ data: task });
  return id as RoomTaskId;
}

/** @returns false when it was taken out of the plan before */
export async function markTaskEnded(tx: Tx, taskId: RoomTaskId, at: Date): Promise<boolean> {
  const { count } = await tx.roomTask.updateMany({ where: { id: taskId, endedAt: null }, data: { endedAt: at } });
  return count === 1;
}

export async function namesOfPersons(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.user.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
