import type { Db } from '../platform/database.ts';
import { openSpan } from './derive-staff-day.ts';
import { staffDays } from './room-counts.ts';
import { COUNTS_SQL, type RoomFacts } from './room-facts-store.ts';

/** Who works where, of some sites; what nobody has ever recorded is not known. */
export type WorkingNow = {
  /** Sites of which somebody has recorded when they came, ever. */
  recordedSiteIds: ReadonlySet<string>;
  /** Caregivers at work, by room. */
  workingIn: ReadonlyMap<string, ReadonlySet<string>>;
  /** Since when a room has had too few of them. */
  tooFewSince: ReadonlyMap<string, Date>;
};

type Row = RoomFacts['staff'][number] & { siteId: string; isOfSite: boolean };

/** The whole day of everybody who was seen at the sites on it, wherever they went since; by each site's own day of `at`. */
const STAFF_SQL = `
SELECT s.id AS "siteId", e.id, e.user_id AS "userId", e.classroom_id AS "classroomId", e.kind, e.undoes_id AS "undoesId",
  e.happened_at AS "happenedAt", room.site_id = s.id AS "isOfSite", ${COUNTS_SQL} AS counts
FROM site s CROSS JOIN LATERAL (SELECT ($2::timestamptz AT TIME ZONE s.time_zone)::date AS day) d
  JOIN staff_event e ON e.day = d.day AND e.user_id IN (SELECT seen.user_id FROM classroom c
    JOIN staff_event seen ON seen.classroom_id = c.id AND seen.day = d.day WHERE c.site_id = s.id)
  JOIN classroom room ON room.id = e.classroom_id
WHERE s.id = ANY($1::uuid[])`;

export async function workingNow(db: Db, siteIds: readonly string[], at: Date): Promise<WorkingNow> {
  const [recorded, events, breaches] = await Promise.all([
    db.$queryRaw<{ id: string }[]>`
      SELECT site.id FROM site WHERE site.id = ANY(${[...siteIds]}::uuid[]) AND EXISTS (
        SELECT 1 FROM staff_event event JOIN classroom ON classroom.id = event.classroom_id
        WHERE classroom.site_id = site.id)`,
    db.$queryRawUnsafe<Row[]>(STAFF_SQL, siteIds, at),
    db.roomBreach.findMany({
      where: { classroom: { siteId: { in: [...siteIds] } }, kind: 'ratio', closedAt: null },
      select: { classroomId: true, openedAt: true },
    }),
  ]);
  return {
    recordedSiteIds: new Set(recorded.map(({ id }) => id)),
    workingIn: new Map(
      [...Map.groupBy(events, ({ siteId }) => siteId).values()].flatMap((ofSite) => [...byRoom(ofSite)]),
    ),
    tooFewSince: new Map(breaches.map(({ classroomId, openedAt }) => [classroomId, openedAt])),
  };
}

/** Who works in the rooms of one site, of those who count there. */
function byRoom(staff: Row[]): Map<string, Set<string>> {
  const ofSite = new Set(staff.filter(({ isOfSite }) => isOfSite).map(({ classroomId }) => classroomId));
  const rooms = new Map<string, Set<string>>();
  for (const { userId, counts, spans } of staffDays({ staff })) {
    const now = openSpan(spans);
    if (!counts || now?.state !== 'working' || !ofSite.has(now.classroomId)) continue;
    rooms.set(now.classroomId, (rooms.get(now.classroomId) ?? new Set()).add(userId));
  }
  return rooms;
}
