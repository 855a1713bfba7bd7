import { personOf, type Asking } from '../platform/asking.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { Recorder } from './recorder.ts';
import type { WhoMayFetch } from './room-people.ts';
import type { Author } from './write-days.ts';

export type AttendanceDeps = {
  db: Db;
  now: Clock;
  recorder: Recorder;
  /** Whether the child may go with this person whom the family named, on that local day; by the feature of pick-ups. */
  pickupAllowed: (
    tx: Tx,
    question: { childId: string; withPickupId: string; day: string; at: Date } & Author,
  ) => Promise<boolean>;
  /** Calls the director where a record says that a child went with somebody whom an order keeps from it; whether it does. */
  callIfKeptFrom: (
    tx: Tx,
    said: { childId: string; withUserId: string | null; withPickupId: string | null; at: Date } & Author,
  ) => Promise<boolean>;
  /** Whom the families of these children named and who may fetch on that day, by child; by the same feature. */
  whoMayFetch: WhoMayFetch;
};

/** @throws AppError 'who-is-acting' on a tablet without a person */
export const authorOf = (asking: Asking): Author => ({
  actorId: personOf(asking),
  deviceId: asking.kind === 'device' ? asking.deviceId : null,
});
