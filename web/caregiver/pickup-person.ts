import type { RoomChild } from '#contract/attendance.ts';
import type { PickupPersonId, UserId } from '#contract/ids.ts';
import type { Portrait } from '#contract/people.ts';

/** Somebody who may stand at the door: a guardian, or whom the family named. */
export type PickupPerson = {
  key: string;
  withUserId: UserId | null;
  withPickupId: PickupPersonId | null;
  name: string;
  relation: string;
  phone: string;
  portrait: Portrait | null;
  hasPhoto: boolean;
  right: 'may' | 'may-not' | 'needs-code' | 'blocked';
};

type Guardian = RoomChild['guardians'][number];

/** Who may fetch first, then who needs the family's code or has no right; a blocked person last and never missing. */
export function pickupPeople(child: RoomChild): PickupPerson[] {
  const people = [...child.guardians.map(asGuardian), ...child.pickups.map(asNamed)];
  return people.sort((a, b) => RANK[a.right] - RANK[b.right]);
}

const RANK: Record<PickupPerson['right'], number> = { may: 0, 'needs-code': 1, 'may-not': 2, blocked: 3 };

const asGuardian = ({ userId, name, relation, phone, portrait, mayPickUp, blocked }: Guardian): PickupPerson => ({
  key: userId,
  withUserId: userId,
  withPickupId: null,
  ...{ name, relation, phone, portrait },
  hasPhoto: false,
  right: blocked ? 'blocked' : mayPickUp ? 'may' : 'may-not',
});

const asNamed = ({ pickupId, needsCode, blocked, ...person }: RoomChild['pickups'][number]): PickupPerson => ({
  ...person,
  key: pickupId,
  withUserId: null,
  withPickupId: pickupId,
  portrait: null,
  right: blocked ? 'blocked' : needsCode ? 'needs-code' : 'may',
});

/** The person whom the family announced for today, when they may fetch; null otherwise. */
export function announced({ fetchedBy }: RoomChild, people: readonly PickupPerson[]): PickupPerson | null {
  const id = fetchedBy?.withUserId ?? fetchedBy?.withPickupId;
  return people.find(({ key, right }) => key === id && right === 'may') ?? null;
}
