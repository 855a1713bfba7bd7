import type { AlertKind } from '../contract/alerts.ts';
import { addDays, dateColumn, type LocalDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { StandingAlert } from './standing-alert.ts';

/** A site with what its alerts go by. */
export type ClockSite = {
  siteId: string;
  timeZone: string;
  lateAfterMinutes: number;
  absentAfterMinutes: number;
  stayAfterMinutes: number;
  sleepCheckMinutes: number;
};

const SITE = {
  id: true,
  timeZone: true,
  lateAfterMinutes: true,
  absentAfterMinutes: true,
  stayAfterMinutes: true,
  sleepCheckMinutes: true,
} as const;

export async function clockSites(db: Db, ids?: readonly string[]): Promise<ClockSite[]> {
  const rows = await db.site.findMany({
    where: ids ? { id: { in: [...ids] } } : {},
    select: SITE,
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id, ...row }) => ({ siteId: id, ...row }));
}

/** An alert that was told, and what became of it. */
export type ToldAlert = Awaited<ReturnType<typeof toldAlerts>>[number];

/** Those of the day and of the one whose night it may be, answered or not, and open ones of any day. Of these kinds alone: others are told by other parts. */
export async function toldAlerts(
  db: Db | Tx,
  { siteId, day, kinds }: { siteId: string; day: LocalDay; kinds: readonly AlertKind[] },
) {
  const rows = await db.careAlert.findMany({
    where: {
      siteId,
      kind: { in: [...kinds] },
      OR: [{ clearedAt: null }, { day: { gte: dateColumn(addDays(day, -1)) } }],
    },
  });
  return rows.map((row) => ({ ...row, kind: row.kind as AlertKind }));
}

export async function openAlerts(
  db: Db,
  of: { childIds: readonly string[] } | { classroomId: string },
  kinds: readonly AlertKind[],
) {
  const rows = await db.careAlert.findMany({
    where: {
      clearedAt: null,
      kind: { in: [...kinds] },
      ...('childIds' in of ? { childId: { in: [...of.childIds] } } : of),
    },
  });
  return rows.map((row) => ({ ...row, kind: row.kind as AlertKind }));
}

type Subject = { childId: string | null; classroomId: string; taskId: string | null };

/**
 * Holds what the alerts are about until the transaction ends, in the order in which everybody does: who records an answer
 * comes before or after, never between the judgement and the row that tells it.
 */
export async function lockSubjects(tx: Tx, alerts: readonly Pick<Subject, 'childId' | 'classroomId'>[]): Promise<void> {
  const childIds = alerts.flatMap(({ childId }) => childId ?? []);
  const roomIds = alerts.flatMap(({ childId, classroomId }) => (childId === null ? classroomId : []));
  await tx.$queryRaw`SELECT id FROM child WHERE id = ANY(${childIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
  await tx.$queryRaw`SELECT id FROM classroom WHERE id = ANY(${roomIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
}

export type NewAlert = StandingAlert & { siteId: string; day: LocalDay; raisedAt: Date; escalatedAt: Date | null };

/** @returns the id of each whose key was never told before, by its key */
export async function insertAlerts(tx: Tx, alerts: readonly NewAlert[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.careAlert.createManyAndReturn({
    data: alerts.map(({ escalatesAt: _plan, day, ...fields }) => ({ ...fields, day: dateColumn(day) })),
    skipDuplicates: true,
    select: { id: true, key: true },
  });
  return new Map(rows.map(({ id, key }) => [key, id]));
}

/**
 * Clears those that nobody has cleared before, each with the newest record that may have answered it, made after it was
 * told; without one the time has passed by itself. @returns their ids
 */
export async function markCleared(tx: Tx, ids: readonly string[], at: Date): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE care_alert AS alert SET cleared_at = ${at}, cleared_by_id = (
      SELECT answer.id FROM (
        SELECT id, recorded_at FROM attendance_event
        WHERE alert.kind <> 'health' AND child_id = alert.child_id AND day BETWEEN alert.day - 1 AND alert.day
        UNION ALL
        SELECT id, recorded_at FROM day_notice
        WHERE alert.kind <> 'health' AND child_id = alert.child_id AND alert.day BETWEEN from_day AND to_day
        UNION ALL
        SELECT step.id, step.recorded_at FROM health_check finding
        JOIN health_follow_up step ON step.check_id = finding.id AND step.kind <> 'measured_again'
        WHERE finding.child_id = alert.child_id AND starts_with(alert.key, 'health:' || finding.id)
        UNION ALL
        SELECT later.id, later.recorded_at FROM health_check finding
        JOIN health_check later ON later.child_id = finding.child_id AND later.day = finding.day
          AND later.period = finding.period AND later.id <> finding.id
        WHERE finding.child_id = alert.child_id AND starts_with(alert.key, 'health:' || finding.id)
        UNION ALL
        SELECT id, recorded_at FROM room_check
        WHERE alert.child_id IS NULL AND classroom_id = alert.classroom_id AND day = alert.day
          AND task_id IS NOT DISTINCT FROM alert.task_id
      ) AS answer WHERE answer.recorded_at >= alert.raised_at ORDER BY answer.recorded_at DESC LIMIT 1)
    WHERE alert.id = ANY(${[...ids]}::uuid[]) AND alert.cleared_at IS NULL
    RETURNING alert.id`;
  return new Set(rows.map(({ id }) => id));
}

/** @returns the ids of those that were neither escalated nor cleared before */
export async function markEscalated(tx: Tx, ids: readonly string[], at: Date): Promise<ReadonlySet<string>> {
  const rows = await tx.careAlert.updateManyAndReturn({
    where: { id: { in: [...ids] }, clearedAt: null, escalatedAt: null },
    data: { escalatedAt: at },
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}

/** What stands unanswered at these sites, of every kind. */
export async function alertsAt(db: Db, siteIds: readonly string[]) {
  const rows = await db.careAlert.findMany({ where: { siteId: { in: [...siteIds] }, clearedAt: null } });
  return rows.map((row) => ({ ...row, kind: row.kind as AlertKind }));
}

/** What their children, rooms and daily checks are called. */
export async function subjectNames(db: Db, alerts: readonly Subject[]) {
  const ids = (pick: (alert: Subject) => string | null) => [...new Set(alerts.flatMap((each) => pick(each) ?? []))];
  const named = (wanted: string[]) => ({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  const [children, rooms, tasks] = await Promise.all([
    db.child.findMany(named(ids(({ childId }) => childId))),
    db.classroom.findMany(named(ids(({ classroomId }) => classroomId))),
    db.roomTask.findMany(named(ids(({ taskId }) => taskId))),
  ]);
  const nameIn = (rows: readonly { id: string; name: string }[]) => {
    const names = new Map(rows.map(({ id, name }) => [id, name]));
    return (id: string): string => names.get(id) ?? '';
  };
  return { child: nameIn(children), room: nameIn(rooms), task: nameIn(tasks) };
}
