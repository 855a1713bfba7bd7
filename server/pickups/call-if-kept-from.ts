import type { ChildId, PickupPersonId } from '../contract/ids.ts';
import type { Tx } from '../platform/database.ts';
import { blockedGuardians, placeOfChild } from './family-store.ts';
import { blockedAs } from './is-blocked.ts';
import { findPickup } from './pickups-store.ts';
import { raiseAlarm } from './raise-alarm.ts';

export type SaidHandover = {
  childId: string;
  withUserId: string | null;
  withPickupId: string | null;
  actorId: string;
  deviceId: string | null;
  at: Date;
};

/**
 * What happened may be written down whoever it was; but where a record says that the child went with somebody whom an order
 * keeps from it, under whatever name, the director is called in the same transaction.
 * @returns whether that is so
 */
export async function callIfKeptFrom(tx: Tx, said: SaidHandover): Promise<boolean> {
  const childId = said.childId as ChildId;
  const blocked = await blockedGuardians(tx, childId);
  if (blocked.length === 0) return false;
  const named = said.withPickupId === null ? null : await findPickup(tx, said.withPickupId as PickupPersonId);
  // Whom another family named is refused as anybody unknown is, whatever they are called.
  const ofChild = named?.childId === childId ? named : null;
  const person = blocked.find(({ id }) => id === said.withUserId) ?? (ofChild && blockedAs(ofChild, blocked));
  const place = person && (await placeOfChild(tx, childId, said.at));
  if (!place) return false;
  const { actorId, deviceId, at } = said;
  await raiseAlarm(tx, { place, personId: person.id, what: 'handed', actorId, deviceId, at, address: null });
  return true;
}
