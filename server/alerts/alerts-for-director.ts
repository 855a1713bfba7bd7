import { toldOf } from '../contract/alerts.ts';
import type { RoomStanding } from '../contract/dashboard.ts';
import type { ClassroomId, SiteId } from '../contract/ids.ts';
import type { Db } from '../platform/database.ts';
import { alertsIn, subjectNames } from './alerts-store.ts';

/** What stands unanswered and has reached the director, by room and kind; the oldest of each says since when. */
export async function alertsForDirector(db: Db, siteIds: readonly SiteId[]): Promise<RoomStanding[]> {
  const open = await alertsIn(db, { siteIds, operatorIds: [] });
  const told = open.filter(
    ({ kind, escalatedAt }) => kind !== 'health' && toldOf(kind, escalatedAt !== null).includes('director'),
  );
  const names = await subjectNames(db, told);
  return [...Map.groupBy(told, ({ classroomId, kind }) => `${classroomId} ${kind}`).values()].flatMap((alerts) => {
    const [first] = alerts.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
    if (first === undefined) return [];
    const { siteId, classroomId, kind, dueAt } = first;
    return [
      {
        siteId: siteId as SiteId,
        classroomId: classroomId as ClassroomId,
        classroomName: names.room(classroomId),
        since: dueAt.toISOString(),
        alert: kind,
        names: alerts.flatMap(({ childId, taskId }) =>
          childId !== null ? names.child(childId) : taskId !== null ? names.task(taskId) : [],
        ),
      },
    ];
  });
}
