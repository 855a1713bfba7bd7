import { deriveDay } from '../attendance/derive-day.ts';
import { provePin } from '../devices/act.ts';
import { createDeviceThrottles } from '../devices/device-deps.ts';
import type { ChildRooms, StaffingDeps } from '../staffing/staffing-deps.ts';
import { watchBreaches, type BreachWatch } from '../staffing/watch-breaches.ts';
import type { AppDeps } from './app-deps.ts';

export type Staffing = StaffingDeps & { breaches: BreachWatch };

/** Staff attendance with the one watch over the rooms' limits of this process. */
export function staffingParts({ database, now, log }: Pick<AppDeps, 'database' | 'now' | 'log'>): Staffing {
  const { db, pool } = database;
  const breaches = watchBreaches({ db, now, log, childRooms });
  const throttles = createDeviceThrottles(pool); // counted in the database: the same as the tablets' own
  return {
    ...{ db, now, childRooms, breaches },
    onRoomChanged: breaches.onRoomChanged,
    provePin: (asking, tried) => provePin({ db, now, throttles }, asking, tried),
  };
}

const childRooms: ChildRooms = (events) => deriveDay(events).stays.flatMap(({ rooms }) => rooms);
