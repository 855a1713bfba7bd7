import type { DayEvent } from '../attendance/day-state.ts';
import { enrolledOn, roomsOfDay } from '../attendance/rooms-of-day.ts';
import type { ConcernId } from '../contract/ids.ts';
import { dateColumn, type LocalDay, type Span } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';

/** The rooms that looked after the child on that day. */
export async function roomsOfChild(tx: Tx, childId: string, day: LocalDay): Promise<string[]> {
  const child = await tx.child.findUniqueOrThrow({
    where: { id: childId },
    select: {
      enrolments: { select: { classroomId: true, weekdays: true, startsOn: true, endsOn: true } },
      attendance: { where: { day: dateColumn(day) } },
    },
  });
  const enrolments = enrolledOn(child.enrolments, day);
  return roomsOfDay({ day, enrolments, events: child.attendance as DayEvent[] });
}

/** What was recorded in these rooms then stays, also of a camera that was removed since. The hold does not say why. */
export async function holdRecordings(
  tx: Tx,
  { concernId, classroomIds }: { concernId: ConcernId; classroomIds: readonly string[] },
  { from, to }: Span,
  createdAt: Date,
): Promise<void> {
  const cameras = await tx.camera.findMany({
    where: { classroomId: { in: [...classroomIds] }, OR: [{ removedAt: null }, { removedAt: { gt: from } }] },
    select: { id: true },
  });
  for (const { id: cameraId } of cameras) {
    const hold = await tx.recordingHold.create({ data: { cameraId, heldFrom: from, heldTo: to, createdAt } });
    await tx.concernHold.create({ data: { concernId, holdId: hold.id } });
  }
}

export async function holdsOf(db: Db, concernId: ConcernId): Promise<{ cameraName: string; from: Date; to: Date }[]> {
  const rows = await db.concernHold.findMany({
    where: { concernId },
    select: { hold: { select: { heldFrom: true, heldTo: true, camera: { select: { name: true } } } } },
    orderBy: { holdId: 'asc' },
  });
  return rows.map(({ hold }) => ({ cameraName: hold.camera.name, from: hold.heldFrom, to: hold.heldTo }));
}
