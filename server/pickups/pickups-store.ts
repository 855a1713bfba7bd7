import { STANDING } from '../access/family-scope.ts';
import { type DayEvent, standingEvents } from '../attendance/day-state.ts';
import type { ChildId, PickupPersonId, UserId } from '../contract/ids.ts';
import { addDays, dateColumn, type LocalDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';

export type NewPickup = {
  id: PickupPersonId;
  childId: ChildId;
  name: string;
  relation: string;
  phone: string;
  addedBy: UserId;
  addedAt: Date;
  onlyOn: Date | null;
  codeHash: string | null;
};

export async function insertPickup(tx: Tx, person: NewPickup): Promise<void> {
  await tx.pickupPerson.create({ data: person });
}

/** Not withdrawn, and good on this day or any. */
const current = (day: LocalDay) => ({ withdrawnAt: null, OR: [{ onlyOn: null }, { onlyOn: dateColumn(day) }] });

export const countCurrent = (db: Db | Tx, childId: ChildId, day: LocalDay): Promise<number> =>
  db.pickupPerson.count({ where: { childId, ...current(day) } });

const WITHOUT_SECRETS = { photo: true, codeHash: true } as const;

/** Those who may fetch the child today or any day, as they were named; whether they have a photo, without it. */
export async function currentPickups(db: Db | Tx, childId: ChildId, day: LocalDay) {
  const rows = await db.pickupPerson.findMany({
    where: { childId, ...current(day) },
    omit: WITHOUT_SECRETS,
    orderBy: [{ onlyOn: { sort: 'asc', nulls: 'first' } }, { addedAt: 'asc' }],
  });
  const withPhoto = await db.pickupPerson.findMany({
    where: { id: { in: rows.map(({ id }) => id) }, photo: { not: null } },
    select: { id: true },
  });
  const hasPhoto = new Set(withPhoto.map(({ id }) => id));
  return rows.map((row) => ({ ...row, hasPhoto: hasPhoto.has(row.id) }));
}

/** A person of any state, without photo and code. */
export async function findPickup(db: Db | Tx, id: PickupPersonId) {
  const row = await db.pickupPerson.findUnique({ where: { id }, omit: WITHOUT_SECRETS });
  return row && { ...row, id, childId: row.childId as ChildId, addedBy: row.addedBy as UserId };
}
export type FoundPickup = NonNullable<Awaited<ReturnType<typeof findPickup>>>;

/** Whom families named for these children, for this day or any, the earliest first; without photos. */
export async function namedFor(db: Db | Tx, childIds: readonly string[], day: LocalDay) {
  return db.pickupPerson.findMany({
    where: { childId: { in: [...childIds] }, ...current(day) },
    omit: { photo: true },
    orderBy: [{ addedAt: 'asc' }, { id: 'asc' }],
  });
}

/**
 * With whom these children left on that day, and in its first hours of the one before, by what stands: what was taken back or
 * corrected since uses no code up.
 */
export async function fetchedOn(db: Db | Tx, childIds: readonly string[], day: LocalDay): Promise<Set<string>> {
  const on = { gte: dateColumn(addDays(day, -1)), lte: dateColumn(day) };
  const rows = await db.attendanceEvent.findMany({ where: { childId: { in: [...childIds] }, day: on } });
  const days = Map.groupBy(
    rows as (DayEvent & (typeof rows)[number])[],
    (row) => `${row.childId} ${row.day.toISOString()}`,
  );
  const departures = [...days.values()].flatMap(standingEvents).filter(({ kind }) => kind === 'checked_out');
  return new Set(departures.flatMap(({ withPickupId }) => withPickupId ?? []));
}

export async function photoOf(db: Db, id: PickupPersonId): Promise<Uint8Array | null> {
  return (await db.pickupPerson.findUnique({ where: { id }, select: { photo: true } }))?.photo ?? null;
}

/** @returns false when they were withdrawn meanwhile */
export async function setPhoto(tx: Tx, id: PickupPersonId, photo: Uint8Array<ArrayBuffer>): Promise<boolean> {
  return (await tx.pickupPerson.updateMany({ where: { id, withdrawnAt: null }, data: { photo } })).count === 1;
}

/** The photo goes with the right. @returns false when they were withdrawn already */
export async function markWithdrawn(tx: Tx, id: PickupPersonId, by: UserId, at: Date): Promise<boolean> {
  const { count } = await tx.pickupPerson.updateMany({
    where: { id, withdrawnAt: null },
    data: { withdrawnAt: at, withdrawnBy: by, photo: null },
  });
  return count === 1;
}

/** Of these persons, those whom they say it of may still let fetch the child. */
export async function stillMayName(db: Db | Tx, childId: ChildId, userIds: readonly string[]): Promise<Set<string>> {
  const rows = await db.guardianship.findMany({
    where: { childId, userId: { in: [...userIds] }, mayPickUp: true, ...STANDING, user: { suspendedAt: null } },
    select: { userId: true },
  });
  return new Set(rows.map(({ userId }) => userId));
}

type Asked = { childId: string; pickupId: string; actorId: string; deviceId: string | null; since: Date; until: Date };

/** Was this person's code right here between these instants: on this tablet, or for this member of staff where there is none? */
export async function wasChecked(
  db: Db | Tx,
  { childId, pickupId, actorId, deviceId, since, until }: Asked,
): Promise<boolean> {
  const checked = await db.auditEntry.count({
    where: {
      ...{ action: 'pickup-code-checked', childId, deviceId },
      ...(deviceId === null && { actorId }),
      at: { gte: since, lte: until },
      details: { path: ['pickupId'], equals: pickupId },
    },
  });
  return checked > 0;
}

export async function namesOf(db: Db | Tx, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.user.findMany({ where: { id: { in: [...userIds] } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The asking's children of every right that stands, the eldest first, with who may fetch them by themselves. */
export const familyOf = (db: Db, userId: UserId) =>
  db.guardianship.findMany({
    where: { userId, ...STANDING, child: { leftAt: null } },
    orderBy: [{ child: { bornOn: 'asc' } }, { id: 'asc' }],
    select: {
      mayPickUp: true,
      child: {
        select: {
          id: true,
          name: true,
          nickname: true,
          portrait: true,
          site: { select: { name: true, phone: true, timeZone: true } },
          guardianships: {
            where: { ...STANDING, mayPickUp: true },
            select: { relation: true, user: { select: { id: true, name: true, portrait: true } } },
          },
        },
      },
    },
  });
