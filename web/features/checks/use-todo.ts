import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { Todo } from '#contract/checks.ts';
import type { EventType } from '#contract/events.ts';
import type { ClassroomId } from '#contract/ids.ts';
import type { Outbox } from '../../shared/outbox/outbox.ts';
import { unsentOfToday } from '../../shared/outbox/unsent-of-today.ts';
import { useUnsent } from '../../shared/outbox/use-outbox.ts';
import { onTold } from '../../shared/socket.ts';
import { isSameDay } from '../../shared/time.ts';
import { useNow } from '../../shared/use-now.ts';
import { readTodo } from './checks-api.ts';
import { CHECKS_PATH } from './check-records.ts';
import { withUnsent } from './with-unsent.ts';

/** Several children may be told of in one minute; one reading shows them all. */
const BATCH_MS = 150;
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
  useRereading(classroomId, outbox);
  const unsent = useUnsent(outbox);
  const now = useNow(60_000);
  const { data } = useQuery({
    queryKey: ['todo', classroomId],
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

function useRereading(classroomId: ClassroomId | null, outbox: Outbox): void {
  const client = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const reread = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void client.invalidateQueries({ queryKey: ['todo', classroomId] });
      }, BATCH_MS);
    };
    const stops = [
      onTold('event', ({ type }) => CHANGES.has(type) && reread()),
      onTold('hello', reread),
      outbox.onSettled(({ path }) => path.startsWith(CHECKS_PATH) && reread()),
    ];
    return () => {
      clearTimeout(timer);
      stops.forEach((stop) => stop());
    };
  }, [client, classroomId, outbox]);
}
