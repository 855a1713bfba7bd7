import { Room } from '#contract/attendance.ts';
import type { ClassroomId } from '#contract/ids.ts';
import { request } from '../../shared/api.ts';

/** @param classroomId for staff on their own browser; null on a tablet, which knows its room. */
export function readRoom(classroomId: ClassroomId | null): Promise<Room> {
  return request(Room, 'GET', classroomId ? `/api/room?classroomId=${classroomId}` : '/api/room');
}
