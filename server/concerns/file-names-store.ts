import type { Db } from '../platform/database.ts';

type Named = { childId: string | null; classroomId: string | null; deviceId: string | null };

/** What a report names beside people, as it is called now. */
export async function fileNamesOf(db: Db, { childId, classroomId, deviceId }: Named) {
  const select = { select: { id: true, name: true } };
  const [child, room, device] = await Promise.all([
    childId === null ? null : db.child.findUnique({ where: { id: childId }, ...select }),
    classroomId === null ? null : db.classroom.findUnique({ where: { id: classroomId }, ...select }),
    deviceId === null ? null : db.device.findUnique({ where: { id: deviceId }, ...select }),
  ]);
  return {
    child: child && { childId: child.id, name: child.name },
    classroomName: room?.name ?? null,
    deviceName: device?.name ?? null,
  };
}
