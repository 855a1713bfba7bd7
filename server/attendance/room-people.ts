import type { z } from 'zod';
import type { RoomChild } from '../contract/attendance.ts';
import type { LocalDay } from '../platform/calendar.ts';
import type { Db } from '../platform/database.ts';
import { type ChildOfRoom, pickupNames, withPhoto } from './room-store.ts';

type Input = z.input<typeof RoomChild>;

/** Somebody whom a family named to fetch its child. */
type NamedPerson = {
  id: string;
  name: string;
  relation: string;
  phone: string;
  needsCode: boolean;
  /** An order keeps a guardian of this name or phone from the child. */
  isBlocked: boolean;
};

export type WhoMayFetch = (
  db: Db,
  childIds: readonly string[],
  day: LocalDay,
) => Promise<ReadonlyMap<string, readonly NamedPerson[]>>;

/** Whom the families of a room named, as its staff see them. */
export type RoomPeople = {
  /** Who may fetch today, by child; a blocked person is among them, marked. */
  pickups: ReadonlyMap<string, Input['pickups']>;
  /** Those who fetched a child today: they may not any more, and are on its record. */
  fetched: ReadonlyMap<string, { name: string; relation: string }>;
};

export async function peopleOfRoom(
  { db, whoMayFetch }: { db: Db; whoMayFetch: WhoMayFetch },
  children: readonly ChildOfRoom[],
  day: LocalDay,
): Promise<RoomPeople> {
  const childIds = children.map(({ id }) => id);
  const fetchedIds = children.flatMap(({ attendance }) => attendance.flatMap(({ withPickupId }) => withPickupId ?? []));
  const [people, fetched] = await Promise.all([
    whoMayFetch(db, childIds, day),
    fetchedIds.length === 0 ? new Map() : pickupNames(db, fetchedIds),
  ]);
  const photoIds = await withPhoto(
    db,
    [...people.values()].flat().map(({ id }) => id),
  );
  const pickups = [...people].map(
    ([childId, named]) => [childId, named.map((one) => pickupOf(one, photoIds))] as const,
  );
  return { pickups: new Map(pickups), fetched };
}

const pickupOf = (
  { id, name, relation, phone, needsCode, isBlocked }: NamedPerson,
  photoIds: ReadonlySet<string>,
): Input['pickups'][number] => ({
  pickupId: id,
  name,
  relation,
  phone,
  hasPhoto: photoIds.has(id),
  needsCode,
  blocked: isBlocked,
});
