import { dayState } from '../attendance/day-state.ts';
import type { RecordedKind } from '../contract/attendance.ts';
import { dateColumn } from '../platform/calendar.ts';
import type { Db } from '../platform/database.ts';
import type { SiteDay } from './day-figures-store.ts';

/** Cameras in use that are down, or in the register without a word of where their sign hangs. */
export const troubledCameras = (db: Db, siteIds: readonly string[]) =>
  db.camera.findMany({
    where: {
      siteId: { in: [...siteIds] },
      removedAt: null,
      isEnabled: true,
      OR: [{ phase: { not: 'live' } }, { signage: '' }],
    },
    select: {
      id: true,
      siteId: true,
      name: true,
      phase: true,
      fault: true,
      phaseSince: true,
      firstLiveAt: true,
      signage: true,
      classroom: { select: { id: true, name: true } },
    },
    orderBy: { id: 'asc' },
  });
export type TroubledCamera = Awaited<ReturnType<typeof troubledCameras>>[number];

/** Tablets in use, also the connected ones: those of one name are told apart by their order. */
export const tablets = (db: Db, siteIds: readonly string[]) =>
  db.device.findMany({
    where: { siteId: { in: [...siteIds] } },
    select: {
      id: true,
      siteId: true,
      name: true,
      codeExpiresAt: true,
      pairedAt: true,
      revokedAt: true,
      classroom: { select: { id: true, name: true } },
    },
    orderBy: { id: 'asc' },
  });
export type Tablet = Awaited<ReturnType<typeof tablets>>[number];

/** Papers that families sent and nobody has decided on; of a child that has left nobody waits for one. */
export async function waitingScans(db: Db, siteIds: readonly string[]) {
  return db.$queryRaw<{ siteId: string; n: number; since: Date }[]>`
    SELECT child.site_id AS "siteId", count(*)::int AS n, min(scan.uploaded_at) AS since
    FROM consent_scan scan JOIN child ON child.id = scan.child_id
    WHERE child.site_id = ANY(${siteIds}::uuid[]) AND scan.decided_at IS NULL AND child.left_at IS NULL
    GROUP BY child.site_id`;
}

/** By room, how many guardians whose right stands have a child enrolled in it today. */
export async function guardiansOfRooms(
  db: Db,
  roomIds: readonly string[],
  days: readonly SiteDay[],
): Promise<ReadonlyMap<string, number>> {
  if (roomIds.length === 0) return new Map();
  const rows = await db.$queryRaw<{ roomId: string; n: number }[]>`
    SELECT enrolment.classroom_id AS "roomId", count(DISTINCT guardianship.user_id)::int AS n
    FROM unnest(${days.map(({ siteId }) => siteId)}::uuid[], ${days.map(({ day }) => day)}::date[]) AS today (site_id, day)
    JOIN classroom ON classroom.site_id = today.site_id AND classroom.id = ANY(${roomIds}::uuid[])
    JOIN enrolment ON enrolment.classroom_id = classroom.id AND enrolment.starts_on <= today.day
      AND (enrolment.ends_on IS NULL OR enrolment.ends_on >= today.day)
    JOIN child ON child.id = enrolment.child_id AND child.left_at IS NULL
    JOIN guardianship ON guardianship.child_id = child.id AND guardianship.may_watch
      AND guardianship.withdrawn_at IS NULL AND guardianship.custody_blocked_at IS NULL
    GROUP BY enrolment.classroom_id`;
  return new Map(rows.map(({ roomId, n }) => [roomId, n]));
}

/** By room, when each child that is in it now came, the earliest first. */
export async function arrivalsIn(
  db: Db,
  rooms: readonly { classroomId: string; siteId: string }[],
  days: readonly SiteDay[],
): Promise<ReadonlyMap<string, Date[]>> {
  const dayOf = new Map(days.map(({ siteId, day }) => [siteId, day]));
  const wanted = rooms.flatMap(({ classroomId, siteId }) => {
    const day = dayOf.get(siteId);
    return day === undefined ? [] : [{ classroomId, day: dateColumn(day) }];
  });
  if (wanted.length === 0) return new Map();
  // A child that came to the room may be in another by now: only its whole day tells.
  const seen = await db.attendanceEvent.findMany({ where: { OR: wanted }, select: { childId: true, day: true } });
  const events = await db.attendanceEvent.findMany({
    where: { OR: seen.map(({ childId, day }) => ({ childId, day })) },
  });
  const ofChild = [...Map.groupBy(events, ({ childId }) => childId).values()].map((rows) =>
    dayState(rows.map((row) => ({ ...row, kind: row.kind as RecordedKind }))),
  );
  const present = ofChild.filter(({ state }) => state === 'present');
  return new Map(
    wanted.map(({ classroomId }) => [
      classroomId,
      present
        .filter((child) => child.classroomId === classroomId)
        .flatMap(({ at }) => at ?? [])
        .sort((a, b) => a.getTime() - b.getTime()),
    ]),
  );
}
