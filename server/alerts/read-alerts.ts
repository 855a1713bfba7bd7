import { ALERT_KINDS, type AlertKind, type RoomAlert } from '../contract/alerts.ts';
import type { Db } from '../platform/database.ts';
import { openAlerts, subjectNames } from './alerts-store.ts';

/** What may not wait comes first: sleeping children, then a child that nobody knows of, then those still here. */
const URGENCY: readonly AlertKind[] = [
  'sleep_check',
  'absent',
  'late_pickup',
  'overstay',
  'health',
  'late',
  'daily_check',
];

const byUrgency = (a: { kind: AlertKind; dueAt: Date }, b: { kind: AlertKind; dueAt: Date }): number =>
  URGENCY.indexOf(a.kind) - URGENCY.indexOf(b.kind) || a.dueAt.getTime() - b.dueAt.getTime();

/** What stands unanswered of a room, the most urgent first; what ails a child is not among it, its feature tells that. */
export async function alertsOfRoom(db: Db, classroomId: string): Promise<RoomAlert[]> {
  const kinds = ALERT_KINDS.filter((kind) => kind !== 'health');
  const rows = await openAlerts(db, { classroomId }, kinds);
  const names = await subjectNames(db, rows);
  return rows.sort(byUrgency).map((row) => ({
    alertId: row.id as RoomAlert['alertId'],
    kind: row.kind,
    dueAt: row.dueAt.toISOString(),
    childId: row.childId as RoomAlert['childId'],
    childName: row.childId === null ? null : names.child(row.childId),
    taskId: row.taskId as RoomAlert['taskId'],
    isEscalated: row.escalatedAt !== null,
  }));
}
