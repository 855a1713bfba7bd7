import type { UserId } from '../contract/ids.ts';
import type { AskingDevice } from '../platform/asking.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';

/** A row of attendance_event, as far as a room's count depends on it. */
export type ChildEvent = {
  id: string;
  classroomId: string;
  kind: 'checked_in' | 'checked_out' | 'transferred' | 'undone';
  undoesId: string | null;
  happenedAt: Date;
};

export type ChildPresence = { classroomId: string; from: Date; to: Date | null };

/** Attendance's own reading of one child's day: room by room, never two at once. */
export type ChildRooms = (events: readonly ChildEvent[]) => ChildPresence[];

/** Counts of these rooms may have changed: decides whether they keep to their limits. Never rejects. */
export type OnRoomChanged = (classroomIds: readonly string[]) => Promise<void>;

export type StaffingDeps = {
  db: Db;
  now: Clock;
  childRooms: ChildRooms;
  onRoomChanged: OnRoomChanged;
  /**
   * The tablets' own judgement of a PIN, with its throttles; `findPinHash` gives null for somebody who may not act here.
   * @throws AppError 'wrong-pin' or 'too-many-tries'
   */
  provePin: (
    asking: AskingDevice,
    tried: { userId: UserId; pin: string; findPinHash: () => Promise<string | null> },
  ) => Promise<void>;
};
