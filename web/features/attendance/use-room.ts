import { useQuery } from '@tanstack/react-query';
import type { EventType } from '#contract/events.ts';
import type { ClassroomId } from '#contract/ids.ts';
import { useReread } from '../../shared/use-reread.ts';
import { readRoom } from './attendance-api.ts';

/** Says when the room is looked at again even if nothing was told: a session that begins, a pause that ends. */
const REREAD_MS = 60_000;

export const roomKey = (classroomId: ClassroomId | null) => ['room', classroomId] as const;

// The compiler asks here whether a new event changes what a room shows.
const SHOWN_IN_ROOM: Record<EventType, boolean> = {
  'attendance:checked-in': true,
  'attendance:checked-out': true,
  'attendance:undone': true,
  'attendance:transferred': true,
  'attendance:corrected': true,
  'attendance:contradicted': true,
  'attendance:moved-away': true,
  'notice:given': true,
  'notice:withdrawn': true,
  // What a room owes its children's health is read by itself (features/health).
  'health:checked': false,
  'health:followed-up': false,
  'camera:paused': true,
  'camera:resumed': true,
  'camera:state': true,
  'access:changed': true,
  'watching:changed': true,
  // Who works is read on its own.
  'staffing:changed': false,
  'ratio:breached': false,
  'ratio:restored': false,
  // What a room has to do is read on its own (features/checks).
  'alert:raised': false,
  'alert:cleared': false,
  'room:checked': false,
  'incident:changed': false,
  'incident:told': false,
  'concern:changed': false,
  'look:reasoned': false,
  'look:known': false,
  'pickup:changed': true,
  'pickup:alarm': false,
  'pickup:alarm-known': false,
  'door:waiting': false,
  'door:answered': false,
  'register:changed': true,
};

const CHANGES: ReadonlySet<EventType> = new Set(
  (Object.keys(SHOWN_IN_ROOM) as EventType[]).filter((type) => SHOWN_IN_ROOM[type]),
);

/** The room as the server has it, read again whenever something in it happens, also by another tablet's hand. */
export function useRoom(classroomId: ClassroomId | null) {
  useReread(roomKey(classroomId), CHANGES);
  return useQuery({
    queryKey: roomKey(classroomId),
    queryFn: () => readRoom(classroomId),
    refetchInterval: REREAD_MS,
  });
}
