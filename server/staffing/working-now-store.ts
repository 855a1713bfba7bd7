import type { Db } from '../platform/database.ts';
import { deriveStaffDay, openSpan, type StaffDayEvent } from './derive-staff-day.ts';

/** Who works where, of some sites; what nobody has ever recorded is not known. */
export type WorkingNow = {
  /** Sites of which somebody has recorded when they came, ever. */
  recordedSiteIds: ReadonlySet<string>;
  /** Caregivers at work, by room. */
  workingIn: ReadonlyMap<string, ReadonlySet<string>>;
  /** Since when a room has had too few of them. */
  tooFewSince: ReadonlyMap<string, Date>;
};

type Row = StaffDayEvent & { userId: string };

/** By each site's own local day of `at`. */
export async function workingNow(db: Db, siteIds: readonly string[], at: Date): Promise<WorkingNow> {
  const [recorded, events, breaches] = await Promise.all([
    db.$queryRaw<{ id: string }[]>`
      SELECT site.id FROM site WHERE site.id = ANY(${[...siteIds]}::uuid[]) AND EXISTS (
        SELECT 1 FROM staff_event event JOIN classroom ON classroom.id = event.classroom_id
        WHERE classroom.site_id = site.id)`,
    db.$queryRaw<Row[]>`
      SELECT event.id, event.user_id AS "userId", event.classroom_id AS "classroomId", event.kind,
        event.undoes_id AS "undoesId", event.happened_at AS "happenedAt"
      FROM staff_event event
      JOIN classroom ON classroom.id = event.classroom_id
      JOIN site ON site.id = classroom.site_id AND site.id = ANY(${[...siteIds]}::uuid[])
        AND event.day = (${at}::timestamptz AT TIME ZONE site.time_zone)::date
      WHERE EXISTS (SELECT 1 FROM role_assignment held JOIN classroom place ON place.id = held.classroom_id
        WHERE held.user_id = event.user_id AND held.role = 'caregiver' AND place.site_id = site.id
          AND (held.ends_at IS NULL OR held.ends_at > event.happened_at))`,
    db.roomBreach.findMany({
      where: { classroom: { siteId: { in: [...siteIds] } }, kind: 'ratio', closedAt: null },
      select: { classroomId: true, openedAt: true },
    }),
  ]);
  return {
    recordedSiteIds: new Set(recorded.map(({ id }) => id)),
    workingIn: byRoom(events),
    tooFewSince: new Map(breaches.map(({ classroomId, openedAt }) => [classroomId, openedAt])),
  };
}

function byRoom(events: readonly Row[]): Map<string, Set<string>> {
  const rooms = new Map<string, Set<string>>();
  for (const [userId, own] of Map.groupBy(events, (event) => event.userId)) {
    const now = openSpan(deriveStaffDay(own).spans);
    if (now?.state === 'working') rooms.set(now.classroomId, (rooms.get(now.classroomId) ?? new Set()).add(userId));
  }
  return rooms;
}
