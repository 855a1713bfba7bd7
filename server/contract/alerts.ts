import { z } from 'zod';
import { CareAlertId, ChildId, ClassroomId, RoomTaskId } from './ids.ts';

/** What somebody is told because a time has passed. */
export const ALERT_KINDS = [
  'late',
  'absent',
  'overstay',
  'late_pickup',
  'sleep_check',
  'daily_check',
  'health',
] as const;
export const AlertKind = z.enum(ALERT_KINDS);
export type AlertKind = z.infer<typeof AlertKind>;

/** Minutes after which something is told, as a site sets them. */
export const SiteClock = z.object({
  /** After a session's beginning. */
  lateAfterMinutes: z.number().int().min(1).max(240),
  absentAfterMinutes: z.number().int().min(1).max(480),
  /** After a session's end. */
  stayAfterMinutes: z.number().int().min(0).max(120),
  /** Between two looks at sleeping children. */
  sleepCheckMinutes: z.number().int().min(5).max(60),
});

/** Of its own child a family hears these. */
export const FAMILY_ALERTS: readonly AlertKind[] = ['absent', 'overstay', 'late_pickup'];
/** These reach the director at once; a check that is not made, when it still stands after a while. */
const DIRECTOR_ALERTS: readonly AlertKind[] = ['absent', 'late_pickup'];

export const reachesDirector = (kind: AlertKind, isEscalated: boolean): boolean =>
  isEscalated || DIRECTOR_ALERTS.includes(kind);

/** Of whom and since when, for events and lists. `dueAt`: when it should have been answered. */
const about = {
  alertId: CareAlertId,
  kind: AlertKind,
  dueAt: z.iso.datetime(),
  classroomId: ClassroomId,
  classroomName: z.string(),
  /** Both null for what a room owes and not a child. */
  childId: ChildId.nullable(),
  childName: z.string().nullable(),
};

/** The events of the log. `isEscalated`: nobody answered, and now the director is told. */
export const alertRaised = { ...about, isEscalated: z.boolean() };
export const alertCleared = about;

/** One that stands, as its room sees it. */
export const RoomAlert = z.object({
  alertId: CareAlertId,
  kind: AlertKind,
  dueAt: z.iso.datetime(),
  childId: ChildId.nullable(),
  childName: z.string().nullable(),
  taskId: RoomTaskId.nullable(),
  isEscalated: z.boolean(),
});
export type RoomAlert = z.infer<typeof RoomAlert>;
