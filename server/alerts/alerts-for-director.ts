import { reachesDirector } from '../contract/alerts.ts';
import type { RoomStanding } from '../contract/dashboard.ts';
import type { ClassroomId, SiteId } from '../contract/ids.ts';
import type { Db } from '../platform/database.ts';
import { alertsAt, subjectNames } from './alerts-store.ts';

/**
 * What stands unanswered and has reached the director, by room and kind; the oldest of each says since when.
 * @param answersFor those of the sites whose children's health is this reader's to know
 */
export async function alertsForDirector(
  db: Db,
  siteIds: readonly SiteId[],
  answersFor: ReadonlySet<string>,
): Promise<RoomStanding[]> {
  const told = (await alertsAt(db, siteIds)).filter(
    ({ kind, escalatedAt, siteId }) =>
      reachesDirector(kind, escalatedAt !== null) && (kind !== 'health' || answersFor.has(siteId)),
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
