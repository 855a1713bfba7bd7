import { CODE_CHECK_LASTS_MINUTES } from '../contract/pickups.ts';
import type { LocalDay } from '../platform/calendar.ts';
import type { Tx } from '../platform/database.ts';
import { wasChecked } from './pickups-store.ts';
import { whoMayFetch } from './who-may-fetch.ts';

const CODE_CHECK_LASTS_MS = CODE_CHECK_LASTS_MINUTES * 60_000;

export type PickupQuestion = {
  childId: string;
  withPickupId: string;
  day: LocalDay;
  /** When it is handed over. */
  at: Date;
  /** Who hands the child over, and on which tablet. */
  actorId: string;
  deviceId: string | null;
};

/**
 * May the child go with this person whom the family named, on this local day? As `whoMayFetch` has it; with a code only
 * within minutes of its having been right on this very tablet, before or after, since tablets' clocks differ. Asked in the
 * transaction of the departure.
 */
export async function pickupAllowed(
  tx: Tx,
  { childId, withPickupId: pickupId, day, at, actorId, deviceId }: PickupQuestion,
): Promise<boolean> {
  const people = (await whoMayFetch(tx, [childId], day)).get(childId) ?? [];
  const person = people.find(({ id }) => id === pickupId);
  if (!person || person.isBlocked) return false;
  const since = new Date(at.getTime() - CODE_CHECK_LASTS_MS);
  const until = new Date(at.getTime() + CODE_CHECK_LASTS_MS);
  return !person.needsCode || wasChecked(tx, { childId, pickupId, actorId, deviceId, since, until });
}
