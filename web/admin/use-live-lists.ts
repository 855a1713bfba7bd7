import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { EventType, EventView } from '#contract/events.ts';
import { onTold } from '../shared/socket.ts';
import { Rereading } from './rereading.ts';

const OF_ONE_SITE = { batchMs: 250, restMs: 250 };
const OF_ALL_SITES = { batchMs: 250, restMs: 2_000 };
/** These are worked out from every site in reach: each reading costs the server the more, the more happens. */
const READ_FROM_ALL_SITES: ReadonlySet<string> = new Set(['dashboard', 'sites', 'consents', 'attendance-month']);

const DAYS = ['attendance-day', 'attendance-child', 'attendance-month'];
const CARE = ['dashboard', 'sites', 'children', 'access', 'classrooms', ...DAYS];
const PICTURES = ['dashboard', 'cameras', 'sites', 'access'];
// The compiler asks here which lists a new event makes old.
const MADE_OLD: Record<Exclude<EventType, 'register:changed'>, readonly string[]> = {
  'attendance:checked-in': CARE,
  'attendance:checked-out': CARE,
  'attendance:undone': CARE,
  'attendance:transferred': CARE,
  'attendance:corrected': CARE,
  'attendance:contradicted': CARE,
  'attendance:moved-away': CARE,
  'notice:given': ['dashboard', ...DAYS],
  'notice:withdrawn': ['dashboard', ...DAYS],
  'health:checked': ['dashboard', 'health'],
  'health:followed-up': ['dashboard', 'health'],
  'camera:paused': PICTURES,
  'camera:resumed': PICTURES,
  'camera:state': PICTURES,
  'access:changed': ['dashboard', 'access', 'children', 'people', 'consents'],
  // Buttons that end views say how many they are of each guardian.
  'watching:changed': [...PICTURES, 'children'],
  'staffing:changed': ['dashboard', 'staffing'],
  'ratio:breached': ['dashboard', 'staffing'],
  'ratio:restored': ['dashboard', 'staffing'],
  'alert:raised': ['dashboard', 'tasks', 'attendance-day'],
  'alert:cleared': ['dashboard', 'tasks', 'attendance-day'],
  'room:checked': ['tasks'],
  'incident:changed': ['incidents', 'open-incidents', 'dashboard'],
  'incident:told': [],
  'concern:changed': ['concerns', 'dashboard'],
  'look:reasoned': ['dashboard'],
  'look:known': ['dashboard'],
  'pickup:changed': ['pickups'],
  'pickup:alarm': ['dashboard'],
  'pickup:alarm-known': ['dashboard'],
  'door:waiting': [],
  'door:answered': [],
};

/** The first part of the keys of the lists that are old after this event. */
export function madeOldBy(event: EventView): readonly string[] {
  if (event.type !== 'register:changed') return MADE_OLD[event.type];
  return [
    'dashboard',
    ...(event.what === 'people' ? ['people', 'children', 'access', 'consents'] : [event.what, 'sites', 'access']),
  ];
}

/** Keeps every list that is shown true while things happen, one reading for a burst. */
export function useLiveLists(): void {
  const client = useQueryClient();
  useEffect(() => {
    const reread = (keys: ReadonlySet<string>): void =>
      void client.invalidateQueries({
        predicate: ({ queryKey: [first] }) => typeof first === 'string' && keys.has(first),
      });
    const [ofOne, ofAll] = [new Rereading(reread, OF_ONE_SITE), new Rereading(reread, OF_ALL_SITES)];
    const stop = onTold('event', (event) => {
      const old = madeOldBy(event);
      ofOne.add(old.filter((key) => !READ_FROM_ALL_SITES.has(key)));
      ofAll.add(old.filter((key) => READ_FROM_ALL_SITES.has(key)));
    });
    return () => {
      ofOne.stop();
      ofAll.stop();
      stop();
    };
  }, [client]);
}
