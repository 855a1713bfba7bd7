import type { AttendanceRecorded } from '../contract/attendance.ts';
import type { ClassroomId } from '../contract/ids.ts';
import type { Asking } from '../platform/asking.ts';
import type { DayFacts, RecordedEvent } from './attendance-store.ts';
import { roomsOfStaff } from './child-day.ts';
import { roomsOfDay } from './rooms-of-day.ts';

/**
 * Where staff take back or correct a record: in the rooms that look after the child, and in that of the record, of which it is
 * no more once that is done. Saying so again is answered there, but reads nothing of the child's day.
 */
export function roomsOfRecord(asking: Asking, record: RecordedEvent | null) {
  const itsRoom = record === null ? [] : [record.classroomId as ClassroomId];
  let looksAfter = true;
  return {
    roomsOf: (facts: DayFacts): ClassroomId[] => {
      const rooms = roomsOfStaff(asking, itsRoom)(facts);
      const ofDay = roomsOfDay(facts);
      looksAfter = rooms.some((id) => ofDay.includes(id));
      return rooms;
    },
    answer: (recorded: AttendanceRecorded): AttendanceRecorded =>
      looksAfter ? recorded : { ...recorded, state: 'expected', at: null },
  };
}
