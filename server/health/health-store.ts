import type { ChildId, ClassroomId, HealthCheckId, OrganizationId, SiteId, UserId } from '../contract/ids.ts';
import type { DayEvent } from '../attendance/day-state.ts';
import { roomsOfDay } from '../attendance/rooms-of-day.ts';
import { dateColumn, dayOfColumn, type LocalDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { CheckRow, FollowUpRow } from './cases.ts';

/** Where a child belongs, and where it was recorded on one day. */
const PLACED = {
  id: true,
  name: true,
  nickname: true,
  siteId: true,
  site: { select: { operatorId: true, timeZone: true } },
  enrolments: {
    select: { classroomId: true, weekdays: true, startsOn: true, endsOn: true },
    orderBy: { fromMinute: 'asc' },
  },
} as const;

/** Those of these children that are still of a nursery. */
export async function findChildren(db: Db | Tx, childIds: readonly ChildId[]) {
  const rows = await db.child.findMany({ where: { id: { in: [...childIds] }, leftAt: null }, select: PLACED });
  return rows.map((row) => ({
    ...row,
    childId: row.id as ChildId,
    siteId: row.siteId as SiteId,
    operatorId: row.site.operatorId as OrganizationId,
    timeZone: row.site.timeZone,
  }));
}
export type PlacedChild = Awaited<ReturnType<typeof findChildren>>[number];

/** Holds the children's rows until the transaction ends, always in the same order. */
export async function lockChildren(tx: Tx, childIds: readonly ChildId[]): Promise<void> {
  await tx.$queryRaw`SELECT id FROM child WHERE id = ANY(${[...childIds]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
}

export async function isStandingGuardian(db: Db | Tx, userId: UserId, childId: string): Promise<boolean> {
  const link = { userId, childId, withdrawnAt: null, custodyBlockedAt: null, child: { leftAt: null } };
  return (await db.guardianship.count({ where: link })) > 0;
}

/** Rows of one child and one day, of many that were read at once. */
export type OfChildAndDay<Row> = (childId: string, day: LocalDay) => readonly Row[];

function byChildAndDay<Row extends { childId: string; day: Date }>(rows: readonly Row[]): OfChildAndDay<Row> {
  const groups = Map.groupBy(rows, ({ childId, day }) => `${childId} ${dayOfColumn(day)}`);
  return (childId, day) => groups.get(`${childId} ${day}`) ?? [];
}

const onDays = (childIds: readonly string[], days: readonly LocalDay[]) => ({
  where: { childId: { in: [...childIds] }, day: { in: days.map(dateColumn) } },
});

export async function attendanceOf(db: Db | Tx, childIds: readonly string[], days: readonly LocalDay[]) {
  const rows = await db.attendanceEvent.findMany(onDays(childIds, days));
  return byChildAndDay(rows as (DayEvent & { childId: string; day: Date })[]);
}

type StoredCheck = Awaited<ReturnType<Db['healthCheck']['findMany']>>[number];
export type RecordedCheck = CheckRow & Pick<StoredCheck, 'day' | 'deviceId'>;
export type RecordedFollowUp = FollowUpRow & { deviceId: string | null };
export type CheckWithFollowUps = RecordedCheck & { followUps: RecordedFollowUp[] };

const asRecorded = <Row extends { period: string }>(row: Row) => ({ ...row, period: row.period as CheckRow['period'] });

export async function checksOf(db: Db | Tx, childIds: readonly string[], days: readonly LocalDay[]) {
  const rows = await db.healthCheck.findMany({ ...onDays(childIds, days), include: { followUps: true } });
  return byChildAndDay<CheckWithFollowUps>(rows.map(asRecorded));
}

export async function findChecks(db: Db | Tx, ids: readonly HealthCheckId[]): Promise<RecordedCheck[]> {
  return (await db.healthCheck.findMany({ where: { id: { in: [...ids] } } })).map(asRecorded);
}

export async function findFollowUp(db: Db | Tx, id: string) {
  return db.healthFollowUp.findUnique({ where: { id } });
}

/** @returns false when an id was used twice, or by another request just now. */
export async function insertChecks(tx: Tx, checks: readonly RecordedCheck[]): Promise<boolean> {
  const data = checks.map((check) => ({ ...check, signs: [...check.signs] }));
  return (await tx.healthCheck.createMany({ data, skipDuplicates: true })).count === checks.length;
}

/** @returns false when an id was used twice, or by another request just now. */
export async function insertFollowUps(tx: Tx, followUps: readonly RecordedFollowUp[]): Promise<boolean> {
  return (
    (await tx.healthFollowUp.createMany({ data: [...followUps], skipDuplicates: true })).count === followUps.length
  );
}

const CALLED = { name: true, nickname: true, siteId: true, site: { select: { timeZone: true } } } as const;
const WITH_NAMES = {
  followUps: true,
  child: { select: { ...CALLED, guardianships: { select: { userId: true, relation: true } } } },
} as const;

/** All checks from a day on of children that this condition finds, with their follow-ups and what they are called. */
async function checksWhere(db: Db | Tx, since: LocalDay, child: object) {
  const rows = await db.healthCheck.findMany({
    where: { day: { gte: dateColumn(since) }, child },
    include: WITH_NAMES,
    orderBy: [{ happenedAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(asRecorded);
}
export type NamedCheck = Awaited<ReturnType<typeof checksWhere>>[number];

/** Of children that the room looks after on this day. */
export async function checksOfRoom(db: Db, classroomId: ClassroomId, day: LocalDay, since: LocalDay) {
  const on = dateColumn(day);
  const enrolments = { startsOn: { lte: on }, OR: [{ endsOn: null }, { endsOn: { gte: on } }] };
  const wasHere = { classroomId, day: on };
  const recorded = await db.child.findMany({
    where: { OR: [{ enrolments: { some: { classroomId, ...enrolments } } }, { attendance: { some: wasHere } }] },
    select: { id: true, enrolments: { where: enrolments }, attendance: { where: { day: on } } },
  });
  const ours = recorded.filter((child) =>
    roomsOfDay({ day, enrolments: child.enrolments, events: child.attendance as DayEvent[] }).includes(classroomId),
  );
  return checksWhere(db, since, { id: { in: ours.map(({ id }) => id) } });
}

export const checksOfFamily = (db: Db, userId: UserId, since: LocalDay) =>
  checksWhere(db, since, {
    leftAt: null,
    guardianships: { some: { userId, withdrawnAt: null, custodyBlockedAt: null } },
  });

/**
 * All checks of the days since this one on which something was found at a child of the site, or at those named; those who
 * left included.
 */
export async function checksOfFindings(
  db: Db | Tx,
  { siteId, childIds }: { siteId: string; childIds?: readonly string[] | undefined },
  since: LocalDay,
) {
  const child = { siteId, ...(childIds && { id: { in: [...childIds] } }) };
  const found = await db.healthCheck.findMany({
    where: { isAbnormal: true, day: { gte: dateColumn(since) }, child },
    select: { childId: true, day: true },
    distinct: ['childId', 'day'],
  });
  if (found.length === 0) return [];
  const rows = await db.healthCheck.findMany({
    where: { OR: found },
    include: WITH_NAMES,
    orderBy: [{ happenedAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(asRecorded);
}

export async function findSite(db: Db, siteId: SiteId) {
  const site = await db.site.findUnique({
    where: { id: siteId },
    select: {
      operatorId: true,
      timeZone: true,
      classrooms: { select: { id: true, name: true }, orderBy: { name: 'asc' } },
    },
  });
  return (
    site && {
      siteId,
      operatorId: site.operatorId as OrganizationId,
      timeZone: site.timeZone,
      rooms: site.classrooms.map(({ id, name }) => ({ classroomId: id as ClassroomId, name })),
    }
  );
}

export async function findRoom(db: Db, classroomId: ClassroomId) {
  const room = await db.classroom.findUnique({
    where: { id: classroomId },
    select: { siteId: true, site: { select: { operatorId: true, timeZone: true } } },
  });
  return (
    room && {
      classroomId,
      siteId: room.siteId as SiteId,
      operatorId: room.site.operatorId as OrganizationId,
      timeZone: room.site.timeZone,
    }
  );
}

/** What people and rooms are called, by id. */
export async function namesOf(db: Db, userIds: readonly string[], classroomIds: readonly string[]) {
  const select = { id: true, name: true } as const;
  const [users, rooms] = await Promise.all([
    db.user.findMany({ where: { id: { in: [...userIds] } }, select }),
    db.classroom.findMany({ where: { id: { in: [...classroomIds] } }, select }),
  ]);
  return new Map([...users, ...rooms].map(({ id, name }) => [id, name]));
}
