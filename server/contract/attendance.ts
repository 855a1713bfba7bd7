import { z } from 'zod';
import { AskedInstant } from './asked-time.ts';
import { CameraPhase } from './cameras.ts';
import { AttendanceEventId, CameraId, ChildId, ClassroomId, UserId } from './ids.ts';
import { Watching } from './live.ts';
import { ClassroomKind, Portrait } from './people.ts';

/** The id is made on the tablet: the same tap sent twice is one record. `happenedAt` is the tablet's clock. */
export const CheckIn = z.object({ eventId: AttendanceEventId, childId: ChildId, happenedAt: AskedInstant });
export const CheckOut = CheckIn.extend({ withUserId: UserId.nullable().default(null) });
/** Takes the given check-in or check-out back, within UNDO_WINDOW_SECONDS. */
export const UndoAttendance = z.object({ eventId: AttendanceEventId, undoesId: AttendanceEventId });
export const UNDO_WINDOW_SECONDS = 30;

export const AttendanceRecorded = z.object({
  eventId: AttendanceEventId,
  childId: ChildId,
  state: z.enum(['expected', 'present', 'left']),
  at: z.iso.datetime().nullable(),
  endedViews: z.number().int(),
});
export type AttendanceRecorded = z.infer<typeof AttendanceRecorded>;

export const RoomChild = z.object({
  childId: ChildId,
  name: z.string(),
  nickname: z.string(),
  portrait: Portrait.nullable(),
  allergies: z.array(z.string()),
  state: z.enum(['expected', 'present', 'left', 'not-today']),
  /** Since when, for present and left. */
  at: z.iso.datetime().nullable(),
  /** Start of today's session, for expected. */
  expectedAt: z.iso.datetime().nullable(),
  guardians: z.array(
    z.object({
      userId: UserId,
      name: z.string(),
      relation: z.string(),
      phone: z.string(),
      portrait: Portrait.nullable(),
      mayPickUp: z.boolean(),
      blocked: z.boolean(),
    }),
  ),
});
export type RoomChild = z.infer<typeof RoomChild>;

/** The room, for its own tablet and staff. */
export const Room = z.object({
  now: z.iso.datetime(),
  timeZone: z.string(),
  siteName: z.string(),
  classroomId: ClassroomId,
  name: z.string(),
  kind: ClassroomKind,
  capacity: z.number().int(),
  ratio: z.number().int(),
  staffCount: z.number().int(),
  children: z.array(RoomChild),
  cameras: z.array(
    z.object({
      cameraId: CameraId,
      name: z.string(),
      areaKind: z.string(),
      phase: CameraPhase,
      since: z.iso.datetime(),
      pausedUntil: z.iso.datetime().nullable(),
    }),
  ),
  watching: z.array(Watching),
});
export type Room = z.infer<typeof Room>;
