import { STANDING } from '../access/family-scope.ts';
import { PERMISSIONS } from '../contract/roles.ts';
import { dateColumn, dayOfColumn, type LocalDay } from '../platform/calendar.ts';
import type { Db } from '../platform/database.ts';

/** A row of attendance_event, with all that is shown of it. */
export type DayEvent = {
  id: string;
  childId: string;
  classroomId: string;
  kind: 'checked_in' | 'checked_out' | 'transferred' | 'undone';
  undoesId: string | null;
  happenedAt: Date;
  recordedAt: Date;
  actorId: string;
  deviceId: string | null;
  withUserId: string | null;
  withPickupId: string | null;
  reason: string | null;
};

/** By child. */
export async function eventsOfDay(
  db: Db,
  childIds: readonly string[],
  day: LocalDay,
): Promise<ReadonlyMap<string, DayEvent[]>> {
  const rows = await db.attendanceEvent.findMany({ where: { childId: { in: [...childIds] }, day: dateColumn(day) } });
  const events = rows.map((row) => ({ ...row, kind: row.kind as DayEvent['kind'] }));
  return Map.groupBy(events, ({ childId }) => childId);
}

export type Named = { id: string; name: string };

/**
 * Names of who recorded, fetched or was on which tablet.
 * @param employerIds null: every name; else, but for who worked in a room ever, those of these employers' own people
 */
export async function namesIn(db: Db, events: readonly DayEvent[], employerIds: readonly string[] | null) {
  const ids = (pick: (event: DayEvent) => string | null) => [
    ...new Set(events.map(pick).filter((id): id is string => id !== null)),
  ];
  const [users, pickups, devices] = await Promise.all([
    db.user.findMany({
      where: { id: { in: [...ids(({ actorId }) => actorId), ...ids(({ withUserId }) => withUserId)] } },
      select: {
        ...{ id: true, name: true, employerId: true },
        _count: { select: { roles: { where: { role: { in: [...PERMISSIONS['room:work']] } } } } },
      },
    }),
    db.pickupPerson.findMany({
      where: { id: { in: ids(({ withPickupId }) => withPickupId) } },
      select: { id: true, name: true, addedBy: true },
    }),
    db.device.findMany({ where: { id: { in: ids(({ deviceId }) => deviceId) } }, select: { id: true, name: true } }),
  ]);
  const own = await ownAdders(db, pickups, employerIds);
  const isKnown = (user: (typeof users)[number]) =>
    employerIds === null || user._count.roles > 0 || employerIds.includes(user.employerId ?? '');
  return {
    users: namesById(users.filter(isKnown)),
    pickups: namesById(pickups.filter(({ addedBy }) => own === null || own.has(addedBy))),
    devices: namesById(devices),
  };
}

const namesById = (rows: readonly Named[]): ReadonlyMap<string, string> =>
  new Map(rows.map(({ id, name }) => [id, name]));

/** Of those who named persons that fetch, the employers' own people; null: all. */
async function ownAdders(
  db: Db,
  pickups: readonly { addedBy: string }[],
  employerIds: readonly string[] | null,
): Promise<ReadonlySet<string> | null> {
  if (employerIds === null) return null;
  const rows = await db.user.findMany({
    where: { id: { in: pickups.map(({ addedBy }) => addedBy) }, employerId: { in: [...employerIds] } },
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}

/** What stands unanswered about these children; what ails them only with `health`. */
export function alertsOfDay(db: Db, childIds: readonly string[], { day, health }: { day: LocalDay; health: boolean }) {
  return db.careAlert.findMany({
    where: {
      ...{ childId: { in: [...childIds] }, day: dateColumn(day), clearedAt: null },
      ...(!health && { kind: { not: 'health' } }),
    },
    select: { id: true, childId: true, kind: true, dueAt: true },
    orderBy: { dueAt: 'asc' },
  });
}

/** Whom a child may have been handed to on a day: guardians with the right, and those the family named. */
export async function peopleOf(db: Db, childId: string, day: LocalDay) {
  const [guardians, pickups] = await Promise.all([
    db.guardianship.findMany({
      where: { childId, mayPickUp: true, ...STANDING },
      select: { userId: true, relation: true, user: { select: { name: true } } },
      orderBy: { id: 'asc' },
    }),
    db.pickupPerson.findMany({ where: { childId, withdrawnAt: null }, orderBy: { addedAt: 'asc' } }),
  ]);
  const ofDay = pickups.filter(({ onlyOn }) => onlyOn === null || dayOfColumn(onlyOn) === day);
  return [
    ...guardians.map(({ userId, relation, user }) => ({
      withUserId: userId,
      withPickupId: null,
      name: user.name,
      relation,
    })),
    ...ofDay.map(({ id, name, relation }) => ({ withUserId: null, withPickupId: id, name, relation })),
  ];
}
