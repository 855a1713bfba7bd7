import type { AlertKind, StandingAlert } from '../contract/alerts.ts';
import { dateColumn, type LocalDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';

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

/** Those of the day, answered or not, and open ones of any day. Of these kinds alone: others are told by other parts. */
export async function toldAlerts(
  db: Db,
  { siteId, day, kinds }: { siteId: string; day: LocalDay; kinds: readonly AlertKind[] },
) {
  const rows = await db.careAlert.findMany({
    where: { siteId, kind: { in: [...kinds] }, OR: [{ clearedAt: null }, { day: dateColumn(day) }] },
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

/**
 * Holds what the alert is about until the transaction ends: who records its answer comes before or after, never between
 * the judgement and the row that tells it.
 */
export async function lockSubject(tx: Tx, { childId, classroomId }: Pick<StandingAlert, 'childId' | 'classroomId'>) {
  if (childId === null) await tx.$queryRaw`SELECT id FROM classroom WHERE id = ${classroomId}::uuid FOR NO KEY UPDATE`;
  else await tx.$queryRaw`SELECT id FROM child WHERE id = ${childId}::uuid FOR NO KEY UPDATE`;
}

/** @returns the alert's id, or null when this key was told before */
export async function insertAlert(
  tx: Tx,
  alert: StandingAlert & { siteId: string; day: LocalDay; raisedAt: Date; escalatedAt: Date | null },
): Promise<string | null> {
  const { escalatesAt: _plan, day, ...fields } = alert;
  const rows = await tx.careAlert.createManyAndReturn({
    data: [{ ...fields, day: dateColumn(day) }],
    skipDuplicates: true,
    select: { id: true },
  });
  return rows[0]?.id ?? null;
}

/** @returns false when somebody else has cleared it before */
export async function markCleared(tx: Tx, id: string, at: Date, clearedById: string | null): Promise<boolean> {
  const { count } = await tx.careAlert.updateMany({
    where: { id, clearedAt: null },
    data: { clearedAt: at, clearedById },
  });
  return count === 1;
}

/** @returns false when it was escalated, or cleared, before */
export async function markEscalated(tx: Tx, id: string, at: Date): Promise<boolean> {
  const { count } = await tx.careAlert.updateMany({
    where: { id, clearedAt: null, escalatedAt: null },
    data: { escalatedAt: at },
  });
  return count === 1;
}

/** The newest record that may have answered it, made after it was told; null: the time has passed by itself. */
export async function answerOf(tx: Tx, alert: ToldAlert): Promise<string | null> {
  const { childId, classroomId, taskId, day, raisedAt } = alert;
  const rows = await (childId === null
    ? tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM room_check WHERE classroom_id = ${classroomId}::uuid AND day = ${day}::date
          AND task_id IS NOT DISTINCT FROM ${taskId}::uuid AND recorded_at >= ${raisedAt}
        ORDER BY recorded_at DESC LIMIT 1`
    : tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM (
          SELECT id, recorded_at FROM attendance_event
          WHERE child_id = ${childId}::uuid AND day = ${day}::date AND recorded_at >= ${raisedAt}
          UNION ALL
          SELECT id, recorded_at FROM day_notice
          WHERE child_id = ${childId}::uuid AND ${day}::date BETWEEN from_day AND to_day AND recorded_at >= ${raisedAt}
        ) AS answer ORDER BY recorded_at DESC LIMIT 1`);
  return rows[0]?.id ?? null;
}

/** What stands unanswered, of every kind, where the reader looks. */
export async function alertsIn(
  db: Db,
  { siteIds, operatorIds }: { siteIds: readonly string[]; operatorIds: readonly string[] },
  siteId?: string,
) {
  const sites = await db.site.findMany({
    where: {
      ...(siteId && { id: siteId }),
      OR: [{ id: { in: [...siteIds] } }, { operatorId: { in: [...operatorIds] } }],
    },
    select: { id: true },
  });
  const rows = await db.careAlert.findMany({ where: { siteId: { in: sites.map(({ id }) => id) }, clearedAt: null } });
  return rows.map((row) => ({ ...row, kind: row.kind as AlertKind }));
}

type Subject = { childId: string | null; classroomId: string; taskId: string | null };

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
