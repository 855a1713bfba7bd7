import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type { EventType } from '#contract/events.ts';
import type { Outbox } from './outbox/outbox.ts';
import { onTold } from './socket.ts';

/** Several things come together when a group arrives; one reading shows them all. */
const BATCH_MS = 150;

type Own = {
  outbox: Outbox;
  /** How the paths of its records begin. */
  path: string;
};

/**
 * Reads again soon after one of these events, after the connection is back, and after a record of one's own was settled.
 * @param changes the same set at every call
 */
export function useReread(key: QueryKey, changes: ReadonlySet<EventType>, own?: Own): void {
  const client = useQueryClient();
  const read = useEffectEvent(() => void client.invalidateQueries({ queryKey: key }));
  const { outbox, path } = own ?? {};
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const reread = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        read();
      }, BATCH_MS);
    };
    const stops = [
      onTold('event', ({ type }) => changes.has(type) && reread()),
      onTold('hello', reread),
      outbox?.onSettled((record) => path !== undefined && record.path.startsWith(path) && reread()),
    ];
    return () => {
      clearTimeout(timer);
      stops.forEach((stop) => stop?.());
    };
  }, [changes, outbox, path]);
}
