import type { RoomAlert } from '../contract/alerts.ts';
import type { ClassroomId } from '../contract/ids.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';

export type ChecksDeps = {
  db: Db;
  now: Clock;
  /** Clears at once what the record answers. Call it after the commit; it never rejects. */
  onRoomChecked: (classroomId: ClassroomId) => Promise<void>;
  /** What stands unanswered of a room, by the feature of alerts. */
  alertsOfRoom: (classroomId: ClassroomId) => Promise<RoomAlert[]>;
};
