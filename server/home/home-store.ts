import type { Db } from '../platform/database.ts';
import { dateColumn } from '../platform/calendar.ts';
import type { RoomSpan } from './presence.ts';

/** The asking guardian's children with everything their home shows, withdrawn rights included: what may be said of them is decided later. */
export async function readFamily(db: Db, userId: string) {
  return db.guardianship.findMany({
    where: { userId, child: { leftAt: null } },
    orderBy: [{ child: { bornOn: 'asc' } }, { id: 'asc' }],
    select: {
      relation: true,
      withdrawnAt: true,
      custodyBlockedAt: true,
      child: {
        select: {
          id: true,
          name: true,
          nickname: true,
          portrait: true,
          site: {
            select: {
              id: true,
              name: true,
              phone: true,
              timeZone: true,
              hours: true,
              closedDays: true,
              viewMinutesPerDay: true,
              operator: { select: { consentTexts: { where: { requiredFrom: { not: null } } } } },
            },
          },
          consents: true,
          scans: { where: { uploadedBy: userId, decidedAt: null }, select: { kind: true } },
          enrolments: {
            select: { classroomId: true, sessionKind: true, weekdays: true, startsOn: true, endsOn: true },
          },
        },
      },
    },
  });
}
export type FamilyRow = Awaited<ReturnType<typeof readFamily>>[number];

export async function readRoom(db: Db, classroomId: string) {
  return db.classroom.findUniqueOrThrow({
    where: { id: classroomId },
    select: {
      id: true,
      name: true,
      kind: true,
      windows: true,
      cameras: {
        // One that never had a picture is no news for families yet: it is still being set up.
        where: { removedAt: null, firstLiveAt: { not: null } },
        orderBy: { createdAt: 'asc' },
        select: { id: true, name: true, phase: true, phaseSince: true },
      },
    },
  });
}
export type RoomRow = Awaited<ReturnType<typeof readRoom>>;

export async function readDays(db: Db, childId: string, days: Date[]) {
  return db.attendanceEvent.findMany({ where: { childId, day: { in: days } } });
}

/** Milliseconds this person watched on that local day, but not on duty; running views up to `now`. */
export async function readWatchedMs(db: Db, userId: string, day: string, now: Date): Promise<number> {
  const sessions = await db.viewingSession.findMany({
    where: { userId, day: dateColumn(day), viewedAs: { not: 'staff' } },
    select: { openedAt: true, endedAt: true, leaseUntil: true },
  });
  return sessions.reduce(
    // One whose server died ended with its lease, also before anybody has written that down.
    (sum, { openedAt, endedAt, leaseUntil }) =>
      sum + Math.max(0, Math.min((endedAt ?? now).getTime(), leaseUntil.getTime()) - openedAt.getTime()),
    0,
  );
}

export async function readPerson(db: Db, userId: string) {
  return db.user.findUniqueOrThrow({ where: { id: userId }, select: { name: true, phone: true } });
}

/** All that was recorded of these children's presence from that day on. */
export async function readDaysSince(db: Db, childIds: readonly string[], day: string) {
  return db.attendanceEvent.findMany({ where: { childId: { in: [...childIds] }, day: { gte: dateColumn(day) } } });
}

/** Looks of families, or of everyone else: staff and guests. Many families would push the few others out of one list. */
export type Lookers = 'families' | 'others';

/** Who looked into these rooms within these spans, the newest look first. */
export async function readViewingLog(db: Db, spans: readonly RoomSpan[], lookers: Lookers, limit: number) {
  if (spans.length === 0) return [];
  return db.viewingSession.findMany({
    where: {
      viewedAs: lookers === 'families' ? 'guardian' : { not: 'guardian' },
      OR: spans.map(({ classroomId, from, to }) => ({
        camera: { classroomId },
        openedAt: { lt: to },
        OR: [{ endedAt: null }, { endedAt: { gt: from } }],
      })),
    },
    orderBy: [{ openedAt: 'desc' }, { id: 'asc' }],
    take: limit,
    select: {
      id: true,
      openedAt: true,
      endedAt: true,
      endReason: true,
      childId: true,
      userId: true,
      viewedAs: true,
      user: { select: { name: true } },
      camera: { select: { name: true, classroom: { select: { name: true } } } },
    },
  });
}

/** Records of still pictures seen in these rooms at these times, the oldest first, with the names they are told by. */
export async function readStills(db: Db, spans: readonly RoomSpan[], lookers: Lookers, limit: number) {
  if (spans.length === 0) return { rows: [], cameras: [], users: [] };
  const cameras = await db.camera.findMany({
    where: { classroomId: { in: spans.map(({ classroomId }) => classroomId) } },
    select: { id: true, name: true, classroomId: true, classroom: { select: { name: true } } },
  });
  const rows = await db.auditEntry.findMany({
    where: {
      action: 'still-seen',
      details: lookers === 'families' ? { path: ['as'], equals: 'guardian' } : { path: ['as'], not: 'guardian' },
      OR: spans.map(({ classroomId, from, to }) => ({
        cameraId: { in: cameras.filter((camera) => camera.classroomId === classroomId).map(({ id }) => id) },
        at: { gte: from, lt: to },
      })),
    },
    orderBy: { at: 'desc' },
    take: limit,
    select: { at: true, actorId: true, cameraId: true, childId: true, details: true },
  });
  const users = await db.user.findMany({
    where: { id: { in: rows.flatMap(({ actorId }) => actorId ?? []) } },
    select: { id: true, name: true },
  });
  return { rows: rows.reverse(), cameras, users };
}
