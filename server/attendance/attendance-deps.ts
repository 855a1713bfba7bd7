import { personOf, type Asking } from '../platform/asking.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { Recorder } from './recorder.ts';
import type { NoticesOn } from './room-day.ts';
import type { Author } from './write-days.ts';

/** Somebody whom a family named to fetch its child. */
export type NamedPerson = {
  id: string;
  name: string;
  relation: string;
  phone: string;
  needsCode: boolean;
  /** An order keeps a guardian of this name or phone from the child. */
  isBlocked: boolean;
};

export type AttendanceDeps = {
  db: Db;
  now: Clock;
  recorder: Recorder;
  noticesOn: NoticesOn;
  /** Whether the child may go with this person whom the family named, on that local day; by the feature of pick-ups. */
  pickupAllowed: (
    tx: Tx,
    question: { childId: string; withPickupId: string; day: string } & Author,
  ) => Promise<boolean>;
  /** Calls the director where a record says that a child went with somebody whom an order keeps from it. */
  callIfKeptFrom: (
    tx: Tx,
    said: { childId: string; withUserId: string | null; withPickupId: string | null; at: Date } & Author,
  ) => Promise<void>;
  /** Whom the families of these children named and who may fetch on that day, by child; by the same feature. */
  whoMayFetch: (
    db: Db,
    childIds: readonly string[],
    day: string,
  ) => Promise<ReadonlyMap<string, readonly NamedPerson[]>>;
};

/** @throws AppError 'who-is-acting' on a tablet without a person */
export const authorOf = (asking: Asking): Author => ({
  actorId: personOf(asking),
  deviceId: asking.kind === 'device' ? asking.deviceId : null,
});
