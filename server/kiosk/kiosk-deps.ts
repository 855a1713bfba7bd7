import type { Pool } from 'pg';
import type { AttendanceEventId, ChildId, UserId } from '../contract/ids.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/database.ts';
import { createThrottle, type Limit, type Throttle } from '../platform/throttle.ts';
import type { DoorTokens } from './door-tokens.ts';

/** What happened at the door to somebody whom an order keeps from the child. */
export type DoorAlarm = { childId: ChildId; personId: UserId; at: Date; address: string };

export type KioskDeps = {
  db: Db;
  now: Clock;
  doorTokens: DoorTokens;
  throttles: DoorThrottles;
  /** As tablets' codes are made, and as they are hashed however they were typed. */
  pairingCode: { make: () => string; plain: (typed: string) => string };
  /** The attendance's one recorder, with the guardian as author and companion. @throws AppError as it does, and 'fetched-today' */
  recordArrival: (arrival: { eventId: AttendanceEventId; childId: ChildId; guardianId: UserId }) => Promise<Date>;
  /** Calls whoever answers for the child's site. */
  raiseAlarm: (tx: Tx, alarm: DoorAlarm) => Promise<void>;
  /** @throws AppError 'wrong-credentials', 'too-many-tries' or 'second-factor-needed' */
  proveOwnPassword: (asking: AskingUser, password: string) => Promise<void>;
};

export type DoorThrottles = Record<
  'pairAddress' | 'tokenAndPerson' | 'pinKiosk' | 'pinPhone' | 'pinPhoneOfDay' | 'pinAddress' | 'visits',
  Throttle
>;

/**
 * A PIN has six digits: five tries in five minutes for one phone number, thirty in a day, and thirty in a quarter of an hour
 * on one screen. One code of the screen is good once for each person.
 */
export const DOOR_LIMITS: Record<keyof DoorThrottles, Limit> = {
  pairAddress: { tries: 10, windowSeconds: 900 },
  tokenAndPerson: { tries: 1, windowSeconds: 120 },
  pinKiosk: { tries: 30, windowSeconds: 900 },
  pinPhone: { tries: 5, windowSeconds: 300 },
  pinPhoneOfDay: { tries: 30, windowSeconds: 86_400 },
  pinAddress: { tries: 60, windowSeconds: 900 },
  visits: { tries: 40, windowSeconds: 900 },
};

export const createDoorThrottles = (pool: Pool, limits = DOOR_LIMITS): DoorThrottles => ({
  pairAddress: createThrottle(pool, 'kiosk-pair', limits.pairAddress),
  tokenAndPerson: createThrottle(pool, 'door-token', limits.tokenAndPerson),
  pinKiosk: createThrottle(pool, 'door-pin-kiosk', limits.pinKiosk),
  pinPhone: createThrottle(pool, 'door-pin-phone', limits.pinPhone),
  pinPhoneOfDay: createThrottle(pool, 'door-pin-day', limits.pinPhoneOfDay),
  pinAddress: createThrottle(pool, 'door-pin-address', limits.pinAddress),
  visits: createThrottle(pool, 'door-visits', limits.visits),
});
