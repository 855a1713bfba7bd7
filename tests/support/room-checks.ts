import { randomUUID } from 'node:crypto';
import type { ClassroomId, SiteId, UserId } from '../../server/contract/ids.ts';
import type { Db } from '../../server/platform/database.ts';

/** A daily check that every room of the site owes on every day. */
export async function makeRoomTask(db: Db, siteId: SiteId): Promise<string> {
  const task = { kind: 'patrol', name: '活动室巡查', weekdays: [1, 2, 3, 4, 5, 6, 7], dueMinute: 600 };
  return (await db.roomTask.create({ data: { siteId, ...task, createdAt: new Date('2026-01-05T00:00:00Z') } })).id;
}

/** A look at the sleepers that was made just now. */
export async function makeLook(db: Db, room: { classroomId: ClassroomId; caregiverId: UserId }): Promise<string> {
  const at = new Date();
  const day = new Date(`${at.toISOString().slice(0, 10)}T00:00:00Z`);
  const when = { happenedAt: at, recordedAt: at, day };
  const { classroomId, caregiverId } = room;
  const data = { id: randomUUID(), classroomId, kind: 'sleep_checked', ...when, actorId: caregiverId };
  return (await db.roomCheck.create({ data })).id;
}
