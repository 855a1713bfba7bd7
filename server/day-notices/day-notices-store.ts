import { type DayEvent, daysNow, eventsNow } from '../attendance/day-state.ts';
import { enrolledOn, roomsOfDay } from '../attendance/rooms-of-day.ts';
import type { NoticeKind } from '../contract/day-notices.ts';
import type { ChildId, DayNoticeId, OrganizationId, SiteId } from '../contract/ids.ts';
import { dateColumn, dayOfColumn, localDay, type LocalDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';

/** A child with all that decides what may be said of its days. null: unknown, or it has left the nursery. */
export async function findChild(db: Db | Tx, childId: ChildId, at: Date) {
  const child = await db.child.findFirst({
    where: { id: childId, leftAt: null },
    select: {
      id: true,
      name: true,
      nickname: true,
      siteId: true,
      site: { select: { operatorId: true, timeZone: true } },
      enrolments: {
        select: { classroomId: true, weekdays: true, toMinute: true, startsOn: true, endsOn: true },
        orderBy: { fromMinute: 'asc' },
      },
      guardianships: {
        where: { withdrawnAt: null, custodyBlockedAt: null },
        select: { userId: true, relation: true, mayPickUp: true, user: { select: { name: true } } },
        orderBy: { id: 'asc' },
      },
    },
  });
  if (child === null) return null;
  const { operatorId, timeZone } = child.site;
  const rows = await db.attendanceEvent.findMany({ where: { childId, day: { in: daysNow(at, timeZone) } } });
  const day = localDay(at, timeZone);
  return {
    ...child,
    childId,
    siteId: child.siteId as SiteId,
    operatorId: operatorId as OrganizationId,
    timeZone,
    /** Those that look after it today. */
    roomsNow: roomsOfDay({
      day,
      enrolments: enrolledOn(child.enrolments, day),
      events: eventsNow(rows as (DayEvent & (typeof rows)[number])[], at, timeZone),
    }),
  };
}
export type NoticeChild = NonNullable<Awaited<ReturnType<typeof findChild>>>;

/** Holds the child's row until the transaction ends, as the recorder of attendance does: one after the other. */
export async function lockChild(tx: Tx, childId: ChildId): Promise<void> {
  await tx.$queryRaw`SELECT id FROM child WHERE id = ${childId}::uuid FOR NO KEY UPDATE`;
}

export async function attendanceOn(db: Db | Tx, childId: ChildId, day: LocalDay): Promise<DayEvent[]> {
  return (await db.attendanceEvent.findMany({ where: { childId, day: dateColumn(day) } })) as DayEvent[];
}

type Stored = NonNullable<Awaited<ReturnType<Db['dayNotice']['findUnique']>>>;
/** A notice as it was recorded, its days as local days. */
export type RecordedNotice = Omit<Stored, 'kind' | 'fromDay' | 'toDay'> & {
  kind: NoticeKind | 'withdrawn';
  fromDay: LocalDay;
  toDay: LocalDay;
};

const recorded = (row: Stored): RecordedNotice => ({
  ...row,
  kind: row.kind as RecordedNotice['kind'],
  fromDay: dayOfColumn(row.fromDay),
  toDay: dayOfColumn(row.toDay),
});

/** Every notice that speaks of that day or a later one, withdrawals among them. */
export async function noticesSince(db: Db | Tx, childId: ChildId, day: LocalDay): Promise<RecordedNotice[]> {
  return (await db.dayNotice.findMany({ where: { childId, toDay: { gte: dateColumn(day) } } })).map(recorded);
}

export async function findNotice(db: Db | Tx, id: DayNoticeId): Promise<RecordedNotice | null> {
  const row = await db.dayNotice.findUnique({ where: { id } });
  return row && recorded(row);
}

/** A word of whom it was said to be: people of accounts and of the family's list, by id. */
export async function namesOf(db: Db, userIds: readonly string[], pickupIds: readonly string[]) {
  const select = { id: true, name: true } as const;
  const [users, pickups] = await Promise.all([
    db.user.findMany({ where: { id: { in: [...userIds] } }, select }),
    db.pickupPerson.findMany({ where: { id: { in: [...pickupIds] } }, select }),
  ]);
  return new Map([...users, ...pickups].map(({ id, name }) => [id, name]));
}

/** @returns false when another request has just used this id. */
export async function insertNotice(tx: Tx, notice: RecordedNotice): Promise<boolean> {
  const data = { ...notice, fromDay: dateColumn(notice.fromDay), toDay: dateColumn(notice.toDay) };
  return (await tx.dayNotice.createMany({ data: [data], skipDuplicates: true })).count === 1;
}
