import { randomUUID } from 'node:crypto';
import type { ClassroomId, UserId } from '../../server/contract/ids.ts';
import type { Care } from './care.ts';
import { PIN } from './nursery.ts';

type Asker = Pick<Awaited<ReturnType<Care['as']>>, 'post'>;

/** What somebody of the staff records, `ms` after now by the test's clock. */
export const recordStaff = (
  care: Care,
  by: Asker,
  userId: UserId,
  kind: string,
  { ms = 0, ...more }: { ms?: number } & Record<string, unknown> = {},
) =>
  by.post('/api/staffing/events', {
    eventId: randomUUID(),
    userId,
    kind,
    happenedAt: new Date(care.clock.now.getTime() + ms).toISOString(),
    pin: PIN,
    ...more,
  });

/** Children who were checked in just now, as rows: what a room's limits are measured by. */
export async function fillRoom(care: Care, classroomId: ClassroomId, n: number): Promise<string[]> {
  const { siteId } = await care.db.classroom.findUniqueOrThrow({ where: { id: classroomId } });
  const ids = Array.from({ length: n }, () => randomUUID() as string);
  await care.db.child.createMany({ data: ids.map((id) => ({ id, siteId, name: '小苗' })) });
  const day = new Date(`${new Date(care.clock.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)}T00:00:00Z`);
  await care.db.attendanceEvent.createMany({
    data: ids.map((childId) => ({
      id: randomUUID(),
      ...{ childId, classroomId, day },
      kind: 'checked_in',
      happenedAt: care.clock.now,
      actorId: care.nursery.caregiverId,
    })),
  });
  return ids;
}
