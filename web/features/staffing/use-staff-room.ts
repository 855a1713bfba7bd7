import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { EventType } from '#contract/events.ts';
import type { ClassroomId } from '#contract/ids.ts';
import type { StaffRoom } from '#contract/staffing.ts';
import type { Outbox } from '../../shared/outbox/outbox.ts';
import { unsentOfToday } from '../../shared/outbox/unsent-of-today.ts';
import { useUnsent } from '../../shared/outbox/use-outbox.ts';
import { onServerClock } from '../../shared/server-clock.ts';
import { isSameDay } from '../../shared/time.ts';
import { useNow } from '../../shared/use-now.ts';
import { useReread } from '../../shared/use-reread.ts';
import { readStaffRoom } from './staffing-api.ts';
import { withStaffRecords } from './staff-record.ts';

/** A shift begins, or a role ends, without an event. */
const REREAD_MS = 60_000;

export const staffRoomKey = (classroomId: ClassroomId | null) => ['staff-room', classroomId] as const;

const CHANGES: ReadonlySet<EventType> = new Set<EventType>([
  'staffing:changed',
  'ratio:breached',
  'ratio:restored',
  'register:changed',
]);

/**
 * Who works in the room now, unsent records of the outbox included; null until it was read once. What was read on another
 * day says who is planned and nobody here.
 * @param classroomId null on a tablet, which knows its room
 */
export function useStaffRoom(classroomId: ClassroomId | null, outbox: Outbox): StaffRoom | null {
  useReread(staffRoomKey(classroomId), CHANGES, { outbox, path: '/api/staffing/' });
  const unsent = useUnsent(outbox);
  const now = useNow(60_000);
  const { data, dataUpdatedAt } = useQuery({
    queryKey: staffRoomKey(classroomId),
    queryFn: () => readStaffRoom(classroomId),
    refetchInterval: REREAD_MS,
  });
  return useMemo(() => {
    if (!data) return null;
    const ofToday = unsentOfToday(unsent, now, data.timeZone);
    return withStaffRecords(isSameDay(onServerClock(dataUpdatedAt), now, data.timeZone) ? data : newDay(data), ofToday);
  }, [data, dataUpdatedAt, now, unsent]);
}

const newDay = (room: StaffRoom): StaffRoom => ({
  ...room,
  people: room.people.map((person) => ({
    ...person,
    ...{ state: 'away', classroomId: null, since: null, arrivedAt: null, shift: null, lines: [] },
  })),
});
