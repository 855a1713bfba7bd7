import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { EventType, EventView } from '#contract/events.ts';
import { onTold } from '../shared/socket.ts';

const BATCH_MS = 250;

const CARE = ['sites', 'children', 'access', 'classrooms'];
const PICTURES = ['cameras', 'sites', 'access'];
// The compiler asks here which lists a new event makes old.
const MADE_OLD: Record<Exclude<EventType, 'register:changed'>, readonly string[]> = {
  'attendance:checked-in': CARE,
  'attendance:checked-out': CARE,
  'attendance:undone': CARE,
  'camera:paused': PICTURES,
  'camera:resumed': PICTURES,
  'camera:state': PICTURES,
  'access:changed': ['access', 'children', 'people'],
  'watching:changed': PICTURES,
};

/** The first part of the keys of the lists that are old after this event. */
export function madeOldBy(event: EventView): readonly string[] {
  if (event.type !== 'register:changed') return MADE_OLD[event.type];
  return event.what === 'people' ? ['people', 'children', 'access'] : [event.what, 'sites', 'access'];
}

/** Keeps every list that is shown true while things happen, one reading for a burst. */
export function useLiveLists(): void {
  const client = useQueryClient();
  useEffect(() => {
    const old = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const reread = (): void => {
      timer = undefined;
      const keys = new Set(old);
      old.clear();
      void client.invalidateQueries({
        predicate: ({ queryKey: [first] }) => typeof first === 'string' && keys.has(first),
      });
    };
    const stop = onTold('event', (event) => {
      madeOldBy(event).forEach((key) => old.add(key));
      timer ??= setTimeout(reread, BATCH_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client]);
}
