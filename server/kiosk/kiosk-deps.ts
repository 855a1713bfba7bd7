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
  /** The attendance's one recorder, with the guardian as author and companion. @throws AppError as it and `requireFirstArrival` do */
  recordArrival: (arrival: {
    eventId: AttendanceEventId;
    childId: ChildId;
    guardianId: UserId;
    /** When the visit began. */
    begunAt: Date;
  }) => Promise<Date>;
  /** Calls whoever answers for the child's site. */
  raiseAlarm: (tx: Tx, alarm: DoorAlarm) => Promise<void>;
  /** @throws AppError 'wrong-credentials', 'too-many-tries' or 'second-factor-needed' */
  proveOwnPassword: (asking: AskingUser, password: string) => Promise<void>;
};

export type DoorThrottles = Record<
  | 'pairAddress'
  | 'token'
  | 'tokenAndPerson'
  | 'pinKiosk'
  | 'pinPhone'
  | 'pinPhoneOfDay'
  | 'pinAddress'
  | 'pinChange'
  | 'visits'
  | 'records',
  Throttle
>;

/**
 * A PIN has six digits: five tries in five minutes for one phone number, thirty in a day, and thirty in a quarter of an hour
 * on one screen. Who shares a number learns from the screen whether the other has the PIN they just chose: five a day are
 * chosen. One code of the screen begins one visit for each of four people: the screen shows another once it was used, and
 * whoever had read it by then is in time.
 */
export const DOOR_LIMITS: Record<keyof DoorThrottles, Limit> = {
  pairAddress: { tries: 10, windowSeconds: 900 },
  token: { tries: 4, windowSeconds: 120 },
  tokenAndPerson: { tries: 1, windowSeconds: 120 },
  pinKiosk: { tries: 30, windowSeconds: 900 },
  pinPhone: { tries: 5, windowSeconds: 300 },
  pinPhoneOfDay: { tries: 30, windowSeconds: 86_400 },
  pinAddress: { tries: 60, windowSeconds: 900 },
  pinChange: { tries: 5, windowSeconds: 86_400 },
  visits: { tries: 40, windowSeconds: 900 },
  records: { tries: 30, windowSeconds: 180 },
};

export const createDoorThrottles = (pool: Pool, limits = DOOR_LIMITS): DoorThrottles => ({
  pairAddress: createThrottle(pool, 'kiosk-pair', limits.pairAddress),
  token: createThrottle(pool, 'door-token', limits.token),
  tokenAndPerson: createThrottle(pool, 'door-token-person', limits.tokenAndPerson),
  pinKiosk: createThrottle(pool, 'door-pin-kiosk', limits.pinKiosk),
  pinPhone: createThrottle(pool, 'door-pin-phone', limits.pinPhone),
  pinPhoneOfDay: createThrottle(pool, 'door-pin-day', limits.pinPhoneOfDay),
  pinAddress: createThrottle(pool, 'door-pin-address', limits.pinAddress),
  pinChange: createThrottle(pool, 'door-pin-change', limits.pinChange),
  visits: createThrottle(pool, 'door-visits', limits.visits),
  records: createThrottle(pool, 'door-records', limits.records),
});
