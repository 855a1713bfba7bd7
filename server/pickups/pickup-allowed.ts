import { CODE_CHECK_LASTS_MINUTES } from '../contract/pickups.ts';
import type { ChildId, PickupPersonId } from '../contract/ids.ts';
import { dateColumn, type LocalDay } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { Tx } from '../platform/database.ts';
import { blockedGuardians } from './family-store.ts';
import { blockedAs } from './is-blocked.ts';
import { codesOf, findPickup, stillMayName, wasChecked } from './pickups-store.ts';

export type PickupQuestion = { childId: string; withPickupId: string; day: LocalDay; deviceId: string | null };

/**
 * May the child go with this person whom the family named, on this local day? Yes while they are not withdrawn, whoever
 * named them may still fetch the child, and no order keeps them from it; one with a code on its day alone, once, and within
 * minutes of the code having been right on this very tablet. Asked in the transaction of the departure.
 */
export const createPickupAllowed =
  (now: Clock) =>
  async (tx: Tx, { childId, withPickupId, day, deviceId }: PickupQuestion): Promise<boolean> => {
    const person = await findPickup(tx, withPickupId as PickupPersonId);
    if (person?.childId !== childId || person.withdrawnAt !== null) return false;
    if (!(await stillMayName(tx, person.childId, [person.addedBy])).has(person.addedBy)) return false;
    if (blockedAs(person, await blockedGuardians(tx, person.childId)) !== null) return false;
    if (person.onlyOn === null) return true;
    if (person.onlyOn.getTime() !== dateColumn(day).getTime()) return false;
    const codes = await codesOf(tx, childId as ChildId, day);
    const since = new Date(now().getTime() - CODE_CHECK_LASTS_MINUTES * 60_000);
    const isOpen = codes.some(({ id }) => id === withPickupId);
    return isOpen && (await wasChecked(tx, { childId, pickupId: withPickupId, deviceId, since }));
  };
