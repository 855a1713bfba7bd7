import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Todo } from '#contract/checks.ts';
import type { EventType } from '#contract/events.ts';
import type { ClassroomId } from '#contract/ids.ts';
import type { Outbox } from '../../shared/outbox/outbox.ts';
import { unsentOfToday } from '../../shared/outbox/unsent-of-today.ts';
import { useUnsent } from '../../shared/outbox/use-outbox.ts';
import { isSameDay } from '../../shared/time.ts';
import { useNow } from '../../shared/use-now.ts';
import { useReread } from '../../shared/use-reread.ts';
import { readTodo } from './checks-api.ts';
import { CHECKS_PATH } from './check-records.ts';
import { withUnsent } from './with-unsent.ts';

/** A new day begins without an event. */
const REREAD_MS = 60_000;

const CHANGES: ReadonlySet<EventType> = new Set<EventType>([
  'alert:raised',
  'alert:cleared',
  'room:checked',
  'register:changed',
]);

/**
 * What the room has to do now, unsent records of the outbox included; null until it was read once. What was read on another
 * day is none of today's.
 * @param classroomId null on a tablet, which knows its room
 */
export function useTodo(classroomId: ClassroomId | null, outbox: Outbox): Todo | null {
  const queryKey = ['todo', classroomId];
  useReread(queryKey, CHANGES, { outbox, path: CHECKS_PATH });
  const unsent = useUnsent(outbox);
  const now = useNow(60_000);
  const { data } = useQuery({
    queryKey,
    queryFn: () => readTodo(classroomId),
    refetchInterval: REREAD_MS,
  });
  return useMemo(
    () =>
      data && isSameDay(data.now, now, data.timeZone)
        ? withUnsent(data, unsentOfToday(unsent, now, data.timeZone))
        : null,
    [data, now, unsent],
  );
}
