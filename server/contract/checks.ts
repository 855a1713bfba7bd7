import { z } from 'zod';
import { RoomAlert } from './alerts.ts';
import { AskedInstant } from './asked-time.ts';
import { MinuteOfDay } from './hours.ts';
import { ChildId, ClassroomId, RoomCheckId, RoomTaskId, SiteId } from './ids.ts';

/** 巡查, 保洁, 消毒. */
export const TASK_KINDS = ['patrol', 'cleaning', 'disinfection'] as const;
export const TaskKind = z.enum(TASK_KINDS);
export type TaskKind = z.infer<typeof TaskKind>;

/** Minutes after a look at the sleepers is due until the room is told, and until the director is. */
export const SLEEP_OVERDUE_MINUTES = 5;
export const SLEEP_ESCALATES_MINUTES = 10;
/** The same for a daily check, after it was due. */
export const TASK_OVERDUE_MINUTES = 10;
export const TASK_ESCALATES_MINUTES = 30;

// --- what the tablet records -------------------------------------------------------------------
const check = {
  /** Made on the tablet: the same tap sent twice is one record. */
  checkId: RoomCheckId,
  happenedAt: AskedInstant,
  note: z.string().trim().max(200).default(''),
};
export const RecordRoomCheck = z.discriminatedUnion('kind', [
  z.object({ ...check, kind: z.enum(['sleep_began', 'sleep_ended']), classroomId: ClassroomId }),
  /** All were looked at; `childIds` lay unusually or were turned. */
  z.object({
    ...check,
    kind: z.literal('sleep_checked'),
    classroomId: ClassroomId,
    childIds: z.array(ChildId).max(60).default([]),
  }),
  z.object({ ...check, kind: z.literal('task_done'), classroomId: ClassroomId, taskId: RoomTaskId }),
]);
export type RecordRoomCheck = z.output<typeof RecordRoomCheck>;
/** Within CHECK_UNDO_SECONDS of its recording. */
export const UndoRoomCheck = z.object({ checkId: RoomCheckId, undoesId: RoomCheckId });
export const CHECK_UNDO_SECONDS = 30;
export const RoomCheckRecorded = z.object({ checkId: RoomCheckId });

export const ROOM_CHECK_KINDS = ['sleep_began', 'sleep_checked', 'sleep_ended', 'task_done', 'undone'] as const;
export const RoomCheckKind = z.enum(ROOM_CHECK_KINDS);
export type RoomCheckKind = z.infer<typeof RoomCheckKind>;

// --- what a room still has to do -----------------------------------------------------------------
export const TodoTask = z.object({
  taskId: RoomTaskId,
  kind: TaskKind,
  name: z.string(),
  dueAt: z.iso.datetime(),
  done: z
    .object({ checkId: RoomCheckId, at: z.iso.datetime(), by: z.string(), recordedAt: z.iso.datetime() })
    .nullable(),
});
export type TodoTask = z.infer<typeof TodoTask>;

/** The room sleeps. Null while it does not. */
export const SleepState = z.object({
  since: z.iso.datetime(),
  lookedAt: z.iso.datetime().nullable(),
  dueAt: z.iso.datetime(),
});
export type SleepState = z.infer<typeof SleepState>;

export const Todo = z.object({
  now: z.iso.datetime(),
  timeZone: z.string(),
  classroomId: ClassroomId,
  sleepCheckMinutes: z.number().int(),
  /** Of the room, the most urgent first. */
  alerts: z.array(RoomAlert),
  /** Of today, the earliest first. */
  tasks: z.array(TodoTask),
  sleep: SleepState.nullable(),
});
export type Todo = z.infer<typeof Todo>;

// --- the plan, at the console --------------------------------------------------------------------
export const SaveTask = z.object({
  /** Null: every room of the site owes it. */
  classroomId: ClassroomId.nullable(),
  kind: TaskKind,
  name: z.string().trim().min(1).max(60),
  weekdays: z
    .array(z.number().int().min(1).max(7))
    .min(1)
    .max(7)
    .transform((days) => [...new Set(days)].sort()),
  dueMinute: MinuteOfDay.max(1439),
});
export type SaveTask = z.output<typeof SaveTask>;
export const AddTask = SaveTask.extend({ siteId: SiteId });

export const TaskView = z.object({
  taskId: RoomTaskId,
  siteId: SiteId,
  classroomId: ClassroomId.nullable(),
  kind: TaskKind,
  name: z.string(),
  weekdays: z.array(z.number().int()),
  dueMinute: z.number().int(),
});
export type TaskView = z.infer<typeof TaskView>;

/** One room's day. */
export const RoomToday = z.object({
  classroomId: ClassroomId,
  classroomName: z.string(),
  tasks: z.array(TodoTask),
  sleep: SleepState.nullable(),
  /** Looks at sleepers made today. */
  looks: z.number().int(),
});
export type RoomToday = z.infer<typeof RoomToday>;
export const TaskPlan = z.object({
  now: z.iso.datetime(),
  timeZone: z.string(),
  tasks: z.array(TaskView),
  today: z.array(RoomToday),
});
export type TaskPlan = z.infer<typeof TaskPlan>;

export const TasksOfSite = z.object({ siteId: SiteId });
export const ExportTasks = TasksOfSite.extend({
  /** Of the site: 2026-11. */
  month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/),
  language: z.enum(['zh', 'en']),
});

/** The event of the log: other tablets and the console read again. */
export const roomChecked = { classroomId: ClassroomId, kind: RoomCheckKind };
