import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { EventView } from '#contract/events.ts';
import { ParentHome } from '#contract/live.ts';
import { request } from '../shared/api.ts';
import { onTold } from '../shared/socket.ts';
import { nextChange } from './next-change.ts';

const KEY = ['home'];
const REFRESH_MS = 60_000;
/** Several events often come at once; one reading serves them all. */
const GATHER_MS = 250;

/** Then nothing may be read any more, and the end of the session says why. */
const ENDS_OF_SESSIONS: ReadonlySet<string> = new Set(['signed-out', 'account-inactive']);

export function useHome() {
  return useQuery({
    queryKey: KEY,
    queryFn: () => request(ParentHome, 'GET', '/api/home'),
    refetchInterval: REFRESH_MS,
  });
}

/** Reads the home again when something is told that changes it, and at the next instant at which something opens or closes. */
export function useLiveHome(home: ParentHome | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readAgain = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void client.invalidateQueries({ queryKey: KEY }), GATHER_MS);
    };
    const stopHello = onTold('hello', readAgain);
    // A picture that ended here is told before the event of what ended it; the page shall not say otherwise meanwhile.
    const stopEnded = onTold('live:ended', ({ reason }) => {
      if (!ENDS_OF_SESSIONS.has(reason)) void client.invalidateQueries({ queryKey: KEY });
    });
    const stopEvents = onTold('event', (event) => {
      if (changesHome(event)) readAgain();
    });
    return () => {
      clearTimeout(timer);
      stopHello();
      stopEnded();
      stopEvents();
    };
  }, [client]);
  useEffect(() => {
    const waitMs = home && nextChange(home, new Date());
    if (waitMs === undefined) return undefined;
    const timer = setTimeout(() => void client.invalidateQueries({ queryKey: KEY }), waitMs);
    return () => clearTimeout(timer);
  }, [client, home]);
}

const changesHome = ({ type }: EventView): boolean => type !== 'watching:changed' && type !== 'register:changed';
