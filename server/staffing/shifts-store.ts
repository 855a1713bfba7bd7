import type { ClassroomId, SiteId, StaffShiftId, UserId } from '../contract/ids.ts';
import { addDays, dateColumn, dayOfColumn, weekdayOf, type LocalDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';

export type Shift = {
  shiftId: StaffShiftId;
  userId: UserId;
  classroomId: ClassroomId;
  siteId: SiteId;
  weekday: number;
  fromMinute: number;
  toMinute: number;
  startsOn: LocalDay;
  /** The last day; null: until somebody ends it. */
  endsOn: LocalDay | null;
};
export type NewShift = Omit<Shift, 'shiftId' | 'siteId'>;

const OF_ROOM = { classroom: { select: { siteId: true, name: true } }, user: { select: { name: true } } } as const;

/** Of a site, on these days or later; with `until`, on these days. */
export async function shiftsOfSite(db: Db, siteId: SiteId, from: LocalDay, until?: LocalDay) {
  const rows = await db.staffShift.findMany({
    where: {
      classroom: { siteId },
      OR: [{ endsOn: null }, { endsOn: { gte: dateColumn(from) } }],
      ...(until !== undefined && { startsOn: { lte: dateColumn(until) } }),
    },
    include: OF_ROOM,
    orderBy: [{ user: { name: 'asc' } }, { userId: 'asc' }, { weekday: 'asc' }, { fromMinute: 'asc' }],
  });
  return rows.map((row) => ({ ...shiftOf(row), name: row.user.name, classroomName: row.classroom.name }));
}

export async function shiftsOfPerson(tx: Tx, userId: UserId): Promise<Shift[]> {
  return (await tx.staffShift.findMany({ where: { userId }, include: OF_ROOM })).map(shiftOf);
}

export async function findShift(db: Db | Tx, shiftId: StaffShiftId): Promise<Shift | null> {
  const row = await db.staffShift.findUnique({ where: { id: shiftId }, include: OF_ROOM });
  return row && shiftOf(row);
}

export async function insertShifts(tx: Tx, shifts: readonly NewShift[]): Promise<void> {
  const data = shifts.map((shift) => ({
    ...shift,
    startsOn: dateColumn(shift.startsOn),
    endsOn: shift.endsOn === null ? null : dateColumn(shift.endsOn),
  }));
  await tx.staffShift.createMany({ data });
}

/** From this day on it is planned no more; one that has not begun by then is taken out. */
export async function endShift(tx: Tx, { shiftId, startsOn, endsOn }: Shift, from: LocalDay): Promise<void> {
  if (startsOn >= from) await tx.staffShift.delete({ where: { id: shiftId } });
  else if (endsOn === null || endsOn >= from)
    await tx.staffShift.update({ where: { id: shiftId }, data: { endsOn: dateColumn(addDays(from, -1)) } });
}

/** Does it plan this day? */
export const isOnDay = ({ weekday, startsOn, endsOn }: Shift, day: LocalDay): boolean =>
  weekday === weekdayOf(day) && startsOn <= day && (endsOn === null || endsOn >= day);

type Row = Omit<NewShift, 'startsOn' | 'endsOn' | 'userId' | 'classroomId'> & {
  id: string;
  userId: string;
  classroomId: string;
  startsOn: Date;
  endsOn: Date | null;
  classroom: { siteId: string };
};
const shiftOf = (row: Row): Shift => ({
  shiftId: row.id as StaffShiftId,
  userId: row.userId as UserId,
  classroomId: row.classroomId as ClassroomId,
  siteId: row.classroom.siteId as SiteId,
  weekday: row.weekday,
  fromMinute: row.fromMinute,
  toMinute: row.toMinute,
  startsOn: dayOfColumn(row.startsOn),
  endsOn: row.endsOn && dayOfColumn(row.endsOn),
});
