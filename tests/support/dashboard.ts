import type { Dashboard, Exception } from '../../server/contract/dashboard.ts';
import type { ClassroomId, SiteId, UserId } from '../../server/contract/ids.ts';
import { arriveStaff, checkInChild } from './nursery.ts';
import { openOffice } from './office.ts';

/** A Wednesday, noon in Shanghai. */
export const NOON = new Date('2026-06-03T04:00:00Z');
export const DAY = '2026-06-03';
export const minutesAgo = (n: number) => new Date(NOON.getTime() - n * 60_000);

export type Overview = Awaited<ReturnType<typeof openOverview>>;

/** An office at noon of a well-run day: a caregiver at work in each room, two children in the first. */
export async function openOverview() {
  const office = await openOffice();
  office.clock.now = NOON;
  const { db, nursery } = office;
  const arrive = (childId: typeof nursery.duoduo.childId, classroomId: ClassroomId, at: Date) =>
    checkInChild(db, { childId, classroomId, actorId: nursery.caregiverId, at, day: DAY });
  const work = (userId: UserId, classroomId: ClassroomId, at: Date, kind?: 'break_began') =>
    arriveStaff(db, { userId, classroomId, at, day: DAY, ...(kind && { kind }) });
  await db.camera.updateMany({ data: { signage: '门边' } });
  await work(nursery.caregiverId, nursery.toddlerRoomId, minutesAgo(120));
  await work(nursery.seniorCaregiverId, nursery.seniorRoomId, minutesAgo(120));
  await arrive(nursery.duoduo.childId, nursery.toddlerRoomId, minutesAgo(90));
  await arrive(nursery.shitou.childId, nursery.toddlerRoomId, minutesAgo(60));
  const read = async (userId: UserId, siteId?: SiteId): Promise<Dashboard> => {
    const person = await office.as(userId);
    const answer = await person.get(`/api/admin/dashboard${siteId ? `?siteId=${siteId}` : ''}`).expect(200);
    return answer.body as Dashboard;
  };
  const one = async <K extends Exception['kind']>(kind: K, userId = nursery.siteAdminId) => {
    const found = (await read(userId)).exceptions.filter((each) => each.kind === kind);
    return found as Extract<Exception, { kind: K }>[];
  };
  return { office, arrive, work, read, one };
}
