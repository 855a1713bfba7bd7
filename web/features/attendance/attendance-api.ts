import { AttendanceRecorded, Room } from '#contract/attendance.ts';
import type { ClassroomId } from '#contract/ids.ts';
import { request } from '../../shared/api.ts';
import type { Tap } from './tap.ts';

/** @param classroomId for staff on their own browser; null on a tablet, which knows its room. */
export function readRoom(classroomId: ClassroomId | null): Promise<Room> {
  return request(Room, 'GET', classroomId ? `/api/room?classroomId=${classroomId}` : '/api/room');
}

export function sendTap(tap: Tap): Promise<AttendanceRecorded> {
  const { eventId, childId, happenedAt } = tap;
  switch (tap.kind) {
    case 'check-in':
      return request(AttendanceRecorded, 'POST', '/api/attendance/check-ins', { eventId, childId, happenedAt });
    case 'check-out': {
      const { withUserId } = tap;
      return request(AttendanceRecorded, 'POST', '/api/attendance/check-outs', {
        eventId,
        childId,
        happenedAt,
        withUserId,
      });
    }
    case 'undo':
      return request(AttendanceRecorded, 'POST', '/api/attendance/undos', { eventId, undoesId: tap.undoesId });
  }
}
