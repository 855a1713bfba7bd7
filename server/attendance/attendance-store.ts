import type { AttendanceEventId, ChildId, ClassroomId, OrganizationId, SiteId } from '../contract/ids.ts';
import { dateColumn, type LocalDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { DayEvent } from './day-state.ts';

/** Where a child belongs: its site, and the rooms it is enrolled in with the days on which that holds. */
export type ChildPlace = {
  childId: ChildId;
  siteId: SiteId;
  operatorId: OrganizationId;
  timeZone: string;
  enrolments: { classroomId: ClassroomId; weekdays: number[]; startsOn: Date; endsOn: Date | null }[];
};

/** A recorded event with all that another one of the same id is compared with. */
export type RecordedEvent = DayEvent & { childId: string; day: Date; withUserId: string | null };

export type NewAttendance = {
  id: AttendanceEventId;
  childId: ChildId;
  classroomId: ClassroomId;
  kind: DayEvent['kind'];
  undoesId: AttendanceEventId | null;
  happenedAt: Date;
  recordedAt: Date;
  day: Date;
  actorId: string;
  deviceId: string | null;
  withUserId: string | null;
};

/** null: no such child, or it has left the nursery. */
export async function findChildPlace(db: Db | Tx, childId: ChildId): Promise<ChildPlace | null> {
  const child = await db.child.findFirst({
    where: { id: childId, leftAt: null },
    select: {
      siteId: true,
      site: { select: { operatorId: true, timeZone: true } },
      enrolments: {
        select: { classroomId: true, weekdays: true, startsOn: true, endsOn: true },
        orderBy: { fromMinute: 'asc' },
      },
    },
  });
  if (!child) return null;
  return {
    childId,
    siteId: child.siteId as SiteId,
    operatorId: child.site.operatorId as OrganizationId,
    timeZone: child.site.timeZone,
    enrolments: child.enrolments.map((row) => ({ ...row, classroomId: row.classroomId as ClassroomId })),
  };
}

/** Holds the child's row until the transaction ends, so that two tablets with the same child come one after the other. */
export async function lockChild(tx: Tx, childId: ChildId): Promise<void> {
  await tx.$queryRaw`SELECT id FROM child WHERE id = ${childId}::uuid FOR UPDATE`;
}

export async function eventsOfDay(db: Db | Tx, childId: ChildId, day: LocalDay): Promise<DayEvent[]> {
  const rows = await db.attendanceEvent.findMany({ where: { childId, day: dateColumn(day) } });
  return rows.map(asRecorded);
}

export async function findAttendance(db: Db | Tx, id: AttendanceEventId): Promise<RecordedEvent | null> {
  const row = await db.attendanceEvent.findUnique({ where: { id } });
  return row ? asRecorded(row) : null;
}

/** @returns false when another request has just used this id. */
export async function insertAttendance(tx: Tx, event: NewAttendance): Promise<boolean> {
  const { count } = await tx.attendanceEvent.createMany({ data: [event], skipDuplicates: true });
  return count === 1;
}

/** May this person fetch this child? Someone who is no guardian, was withdrawn or is blocked may not. */
export async function mayPickUp(tx: Tx, userId: string, childId: ChildId): Promise<boolean> {
  const found = await tx.guardianship.findUnique({ where: { userId_childId: { userId, childId } } });
  return found !== null && found.mayPickUp && found.custodyBlockedAt === null && found.withdrawnAt === null;
}

const asRecorded = <Row extends Omit<RecordedEvent, 'kind'> & { kind: string }>(row: Row) => ({
  ...row,
  kind: row.kind as DayEvent['kind'],
});
