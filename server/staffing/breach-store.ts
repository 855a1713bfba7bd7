import type { BreachKind, RoomRule } from '../contract/room-standard.ts';
import type { Db, Tx } from '../platform/database.ts';

export type NewBreach = {
  classroomId: string;
  kind: BreachKind;
  openedAt: Date;
  childrenCount: number;
  staffCount: number;
  limit: number;
  rule: RoomRule;
};

/** Any constant: a room is judged by one server at a time, so that two open one breach. */
const ROOM_LOCK = 7_270_742;

export async function lockRoom(tx: Tx, classroomId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${ROOM_LOCK}::int, hashtext(${classroomId}))`;
}

export async function openBreach(tx: Tx, breach: NewBreach): Promise<string> {
  return (await tx.roomBreach.create({ data: breach, select: { id: true } })).id;
}

export async function closeBreach(tx: Tx, id: string, closedAt: Date): Promise<void> {
  await tx.roomBreach.updateMany({ where: { id, closedAt: null }, data: { closedAt } });
}

/** A room's breaches that touch this range, as they were judged at the time; the earliest first. */
export async function breachesBetween(db: Db, classroomId: string, { from, to }: { from: Date; to: Date }) {
  const ended = { OR: [{ closedAt: null }, { closedAt: { gt: from } }] };
  const rows = await db.roomBreach.findMany({
    where: { classroomId, openedAt: { lt: to }, ...ended },
    orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ kind, rule, ...row }) => ({ ...row, kind: kind as BreachKind, rule: rule as RoomRule }));
}

/** Rooms in which somebody was recorded lately, or a breach is open: all others keep to their limits. */
export async function roomsToJudge(db: Db, since: Date): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT room.id FROM classroom room
    WHERE EXISTS (SELECT 1 FROM attendance_event WHERE classroom_id = room.id AND day >= ${since}::date)
      OR EXISTS (SELECT 1 FROM staff_event WHERE classroom_id = room.id AND day >= ${since}::date)
      OR EXISTS (SELECT 1 FROM room_breach WHERE classroom_id = room.id AND closed_at IS NULL)`;
  return rows.map(({ id }) => id);
}
