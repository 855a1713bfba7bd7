import type { Pool } from 'pg';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { OnFactsChanged, OnSessionEnded } from '../platform/effects.ts';
import { createThrottle, type Limit, type Throttle } from '../platform/throttle.ts';

export type DeviceDeps = {
  db: Db;
  now: Clock;
  throttles: DeviceThrottles;
  /** A token of ten minutes for this tablet, and how long it lasts. */
  signDeviceToken: (deviceId: string) => { accessToken: string; expiresInSeconds: number };
  onFactsChanged: OnFactsChanged;
  onSessionEnded: OnSessionEnded;
};

export type DeviceThrottles = Record<'pairAddress' | 'pinDeviceAndUser' | 'pinDevice' | 'pinUser', Throttle>;

/**
 * A PIN has four digits: 5 tries in 5 minutes for one person on a tablet, 30 in 15 minutes over all persons of a tablet,
 * and 30 in a day for one PIN over all tablets, or patience alone would find it in some weeks.
 */
export const DEVICE_LIMITS: Record<keyof DeviceThrottles, Limit> = {
  pairAddress: { tries: 10, windowSeconds: 900 },
  pinDeviceAndUser: { tries: 5, windowSeconds: 300 },
  pinDevice: { tries: 30, windowSeconds: 900 },
  pinUser: { tries: 30, windowSeconds: 86_400 },
};

export function createDeviceThrottles(pool: Pool, limits = DEVICE_LIMITS): DeviceThrottles {
  return {
    pairAddress: createThrottle(pool, 'pair-address', limits.pairAddress),
    pinDeviceAndUser: createThrottle(pool, 'pin-device-user', limits.pinDeviceAndUser),
    pinDevice: createThrottle(pool, 'pin-device', limits.pinDevice),
    pinUser: createThrottle(pool, 'pin-user', limits.pinUser),
  };
}
