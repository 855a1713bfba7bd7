import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { EventType } from '#contract/events.ts';
import type { ClassroomId } from '#contract/ids.ts';
import { onTold } from '../../shared/socket.ts';
import { readRoom } from './attendance-api.ts';

/** Several events come together when a group arrives; one reading shows them all. */
const BATCH_MS = 150;
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
  'look:reasoned': false,
  'look:known': false,
  'pickup:changed': true,
  'pickup:alarm': false,
  'pickup:alarm-known': false,
  'door:waiting': false,
  'door:answered': false,
  'register:changed': true,
};

/** The room as the server has it, read again whenever something in it happens, also by another tablet's hand. */
export function useRoom(classroomId: ClassroomId | null) {
  const client = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const reread = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void client.invalidateQueries({ queryKey: roomKey(classroomId) });
      }, BATCH_MS);
    };
    const stops = [onTold('event', ({ type }) => SHOWN_IN_ROOM[type] && reread()), onTold('hello', reread)];
    return () => {
      clearTimeout(timer);
      stops.forEach((stop) => stop());
    };
  }, [client, classroomId]);
  return useQuery({
    queryKey: roomKey(classroomId),
    queryFn: () => readRoom(classroomId),
    refetchInterval: REREAD_MS,
  });
}
