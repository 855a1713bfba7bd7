import { dateColumn, type LocalDay } from '../platform/calendar.ts';
import type { Db } from '../platform/database.ts';

const readNotices = (db: Db, childId: string, day: LocalDay) =>
  db.dayNotice.findMany({ where: { childId, fromDay: { lte: dateColumn(day) }, toDay: { gte: dateColumn(day) } } });

/** All that was said of this day, withdrawals among it; what those are called whom it names; since when the child is missed. */
export async function readWord(db: Db, childId: string, day: LocalDay) {
  const [notices, alert] = await Promise.all([
    readNotices(db, childId, day),
    db.careAlert.findFirst({
      where: { childId, kind: 'absent', day: dateColumn(day), clearedAt: null },
      select: { dueAt: true },
    }),
  ]);
  const named = (ids: (string | null)[]) => ({
    where: { id: { in: ids.filter((id) => id !== null) } },
    select: { id: true, name: true },
  });
  const [users, pickups] = await Promise.all([
    db.user.findMany(named(notices.map(({ withUserId }) => withUserId))),
    db.pickupPerson.findMany(named(notices.map(({ withPickupId }) => withPickupId))),
  ]);
  const names = new Map([...users, ...pickups].map(({ id, name }) => [id, name]));
  return { notices, absentSince: alert?.dueAt ?? null, names };
}
