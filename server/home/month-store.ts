import type { ChildId, UserId } from '../contract/ids.ts';
import { addDays, dateColumn, dayOfColumn, type LocalDay } from '../platform/calendar.ts';
import type { Db } from '../platform/database.ts';

/** A child of this guardian, whose link stands, with what its month depends on; null: foreign and unknown alike. */
export async function readOwnChild(db: Db, userId: UserId, childId: ChildId, first: LocalDay, last: LocalDay) {
  const [from, to] = [dateColumn(first), dateColumn(last)];
  const standing = { some: { userId, withdrawnAt: null, custodyBlockedAt: null } };
  const child = await db.child.findFirst({
    where: { id: childId, leftAt: null, guardianships: standing },
    select: {
      id: true,
      name: true,
      nickname: true,
      enrolments: true,
      dayNotices: { where: { fromDay: { lte: to }, toDay: { gte: from } } },
      site: {
        select: {
          timeZone: true,
          stayAfterMinutes: true,
          hours: { select: { weekday: true, opensMinute: true, closesMinute: true } },
          closedDays: { where: { day: { gte: from, lte: to } }, select: { day: true } },
        },
      },
    },
  });
  return (
    child && {
      ...child,
      childId,
      enrolments: child.enrolments.map((row) => ({
        ...row,
        startsOn: dayOfColumn(row.startsOn),
        endsOn: row.endsOn && dayOfColumn(row.endsOn),
      })),
      notices: child.dayNotices.map((row) => ({
        ...row,
        fromDay: dayOfColumn(row.fromDay),
        toDay: dayOfColumn(row.toDay),
      })),
    }
  );
}
export type OwnChild = NonNullable<Awaited<ReturnType<typeof readOwnChild>>>;

/** All that was recorded of the child in the span, and on the days before and after: a stay may begin or end there. */
export async function readEvents(db: Db, childId: ChildId, first: LocalDay, last: LocalDay) {
  const rows = await db.attendanceEvent.findMany({
    where: { childId, day: { gte: dateColumn(addDays(first, -1)), lte: dateColumn(addDays(last, 1)) } },
  });
  return rows.map((row) => ({
    ...row,
    kind: row.kind as 'checked_in' | 'checked_out' | 'transferred' | 'undone',
    day: dayOfColumn(row.day),
  }));
}
export type OwnEvent = Awaited<ReturnType<typeof readEvents>>[number];

/** What people, those whom the family named, and rooms are called, by id. */
export async function readNames(db: Db, events: readonly OwnEvent[]): Promise<ReadonlyMap<string, string>> {
  const ids = (pick: (event: OwnEvent) => string | null) => ({
    where: { id: { in: [...new Set(events.flatMap((event) => pick(event) ?? []))] } },
    select: { id: true, name: true },
  });
  const [users, pickups, rooms] = await Promise.all([
    db.user.findMany(ids((event) => event.withUserId)),
    db.pickupPerson.findMany(ids((event) => event.withPickupId)),
    db.classroom.findMany(ids((event) => event.classroomId)),
  ]);
  return new Map([...users, ...pickups, ...rooms].map(({ id, name }) => [id, name]));
}
