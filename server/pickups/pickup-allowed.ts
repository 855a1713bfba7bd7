import { CODE_CHECK_LASTS_MINUTES } from '../contract/pickups.ts';
import type { LocalDay } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { Tx } from '../platform/database.ts';
import { wasChecked } from './pickups-store.ts';
import { whoMayFetch } from './who-may-fetch.ts';

export type PickupQuestion = {
  childId: string;
  withPickupId: string;
  day: LocalDay;
  /** Who hands the child over, and on which tablet. */
  actorId: string;
  deviceId: string | null;
};

/**
 * May the child go with this person whom the family named, on this local day? As `whoMayFetch` has it; with a code only
 * within minutes of its having been right on this very tablet. Asked in the transaction of the departure.
 */
export const createPickupAllowed =
  (now: Clock) =>
  async (tx: Tx, { childId, withPickupId, day, actorId, deviceId }: PickupQuestion): Promise<boolean> => {
    const people = (await whoMayFetch(tx, [childId], day)).get(childId) ?? [];
    const person = people.find(({ id }) => id === withPickupId);
    if (!person || person.isBlocked) return false;
    const since = new Date(now().getTime() - CODE_CHECK_LASTS_MINUTES * 60_000);
    return !person.needsCode || wasChecked(tx, { childId, pickupId: withPickupId, actorId, deviceId, since });
  };
