import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ClassroomId } from '#contract/ids.ts';
import { DOOR_WAITS_MINUTES, type DoorWaiting } from '#contract/kiosk.ts';
import { onTold } from '../../shared/socket.ts';
import { useNow } from '../../shared/use-now.ts';
import { readDoorWaiting } from './room-door-api.ts';

export type Waiting = DoorWaiting['waiting'][number];

const TOLD: ReadonlySet<string> = new Set(['door:waiting', 'door:answered']);
/** Should no event come through. */
const REREAD_MS = 60_000;

/**
 * Who waits at the entrance for a child of this room, also after the page was opened anew.
 * @param classroomId null on a tablet, which knows its room
 */
export function useDoorWaiting(classroomId: ClassroomId | null): Waiting[] {
  const client = useQueryClient();
  const now = useNow(15_000);
  useEffect(() => {
    const reread = (): void => void client.invalidateQueries({ queryKey: ['door-waiting', classroomId] });
    const stops = [onTold('event', ({ type }) => TOLD.has(type) && reread()), onTold('hello', reread)];
    return () => stops.forEach((stop) => stop());
  }, [client, classroomId]);
  const { data } = useQuery({
    queryKey: ['door-waiting', classroomId],
    queryFn: () => readDoorWaiting(classroomId),
    refetchInterval: REREAD_MS,
  });
  const waiting = data?.waiting ?? [];
  return waiting.filter(({ at }) => now.getTime() - Date.parse(at) < DOOR_WAITS_MINUTES * 60_000);
}
