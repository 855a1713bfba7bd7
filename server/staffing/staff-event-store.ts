import type { StaffEventId, UserId } from '../contract/ids.ts';
import { dateColumn, dayOfColumn, type LocalDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { StaffDayEvent } from './derive-staff-day.ts';

export type StaffEventRow = StaffDayEvent & {
  userId: string;
  recordedAt: Date;
  day: LocalDay;
  actorId: string;
  deviceId: string | null;
  reason: string | null;
};

/** What a correction says the record was. */
export type StaffBefore = { kind: string; happenedAt: string; classroomId: string };
export type NewStaffEvent = Omit<StaffEventRow, 'id'> & { id: StaffEventId; before: StaffBefore | null };

/** Any constant: two requests about one person's day come one after the other, on whatever server. */
const PERSON_LOCK = 7_270_741;

export async function lockPerson(tx: Tx, userId: UserId): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${PERSON_LOCK}::int, hashtext(${userId}))`;
}

export async function eventsOfPerson(db: Db | Tx, userId: UserId, day: LocalDay): Promise<StaffEventRow[]> {
  return (await db.staffEvent.findMany({ where: { userId, day: dateColumn(day) } })).map(asRecorded);
}

/** Of the whole day of everybody who was in one of these rooms on it. */
export async function eventsOfRooms(
  db: Db,
  classroomIds: readonly string[],
  days: { from: LocalDay; to: LocalDay },
): Promise<StaffEventRow[]> {
  const day = { gte: dateColumn(days.from), lte: dateColumn(days.to) };
  const here = await db.staffEvent.findMany({
    where: { classroomId: { in: [...classroomIds] }, day },
    select: { userId: true },
    distinct: ['userId'],
  });
  const rows = await db.staffEvent.findMany({ where: { userId: { in: here.map(({ userId }) => userId) }, day } });
  return rows.map(asRecorded);
}

export async function findStaffEvent(db: Db | Tx, id: StaffEventId): Promise<StaffEventRow | null> {
  const row = await db.staffEvent.findUnique({ where: { id } });
  return row && asRecorded(row);
}

/** @returns false when another request has just used this id */
export async function insertStaffEvent(tx: Tx, { before, ...event }: NewStaffEvent): Promise<boolean> {
  const row = { ...event, day: dateColumn(event.day), ...(before && { before }) };
  return (await tx.staffEvent.createMany({ data: [row], skipDuplicates: true })).count === 1;
}

const asRecorded = <Row extends { kind: string; day: Date }>(row: Row) => ({
  ...row,
  day: dayOfColumn(row.day),
  kind: row.kind as StaffDayEvent['kind'],
});
