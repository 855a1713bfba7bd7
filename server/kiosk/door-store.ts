import { type DayEvent, daysNow, dayState, eventsNow } from '../attendance/day-state.ts';
import type { ChildId, ClassroomId, UserId } from '../contract/ids.ts';
import type { Db, Tx } from '../platform/database.ts';

/**
 * The person's children of this site, whatever became of the right: what that means is said at the first tap.
 * `knowsWhere`: an order that keeps a person from a child reads like every other right that is wanting.
 */
export async function childrenAt(db: Db, userId: string, siteId: string) {
  const links = await db.guardianship.findMany({
    where: { userId, child: { siteId, leftAt: null } },
    orderBy: [{ child: { bornOn: 'asc' } }, { id: 'asc' }],
    select: {
      withdrawnAt: true,
      custodyBlockedAt: true,
      mayPickUp: true,
      child: { select: { id: true, name: true, nickname: true } },
    },
  });
  return links.map(({ withdrawnAt, custodyBlockedAt, mayPickUp, child: { id, name, nickname } }) => ({
    knowsWhere: withdrawnAt === null && custodyBlockedAt === null && mayPickUp,
    childId: id as ChildId,
    callName: nickname === '' ? name : nickname,
  }));
}

/** The link of this person to this child of the site; null when there is none. */
export const linkAt = (db: Db, userId: UserId, childId: ChildId, siteId: string) =>
  db.guardianship.findFirst({
    where: { userId, childId, child: { siteId, leftAt: null }, user: { suspendedAt: null } },
    select: {
      relation: true,
      mayPickUp: true,
      custodyBlockedAt: true,
      withdrawnAt: true,
      child: { select: { site: { select: { timeZone: true } } } },
    },
  });
export type DoorLink = NonNullable<Awaited<ReturnType<typeof linkAt>>>;

/** Where the child is. */
export async function stateOfChild(db: Db, childId: ChildId, timeZone: string, at: Date) {
  const events = await db.attendanceEvent.findMany({ where: { childId, day: { in: daysNow(at, timeZone) } } });
  return dayState(eventsNow(events as (DayEvent & (typeof events)[number])[], at, timeZone));
}

/** What has this id already; null when nothing has. */
export const recordOf = (db: Db, eventId: string) =>
  db.attendanceEvent.findUnique({ where: { id: eventId }, select: { childId: true, actorId: true, happenedAt: true } });

/** Whether any of these is an arrival that a guardian made at the entrance: by their own hand, and on no tablet. */
export async function isAnyFromEntrance(tx: Tx, ids: readonly string[]): Promise<boolean> {
  const rows = await tx.attendanceEvent.findMany({
    where: { id: { in: [...ids] }, kind: 'checked_in', deviceId: null, withUserId: { not: null } },
    select: { actorId: true, withUserId: true },
  });
  return rows.some(({ actorId, withUserId }) => actorId === withUserId);
}

/** Whether the child was handed to anybody since; what the office or a tablet says meanwhile of an earlier time is no such thing. */
export const leftSince = async (tx: Tx, childId: ChildId, since: Date): Promise<boolean> =>
  (await tx.attendanceEvent.count({
    where: { childId, kind: 'checked_out', reason: null, happenedAt: { gte: since } },
  })) > 0;

export async function roomName(db: Db, classroomId: ClassroomId | string | null): Promise<string> {
  if (classroomId === null) return '';
  const room = await db.classroom.findUnique({ where: { id: classroomId }, select: { name: true } });
  return room?.name ?? '';
}

/** Guardians of a child of this site who have a PIN for the door. */
export const pinHoldersAt = (db: Db, siteId: string) =>
  db.user.findMany({
    where: {
      doorPinHash: { not: null },
      suspendedAt: null,
      guardianships: { some: { child: { siteId, leftAt: null } } },
    },
    select: { id: true, phone: true, doorPinHash: true },
    orderBy: { id: 'asc' },
  });

/** What the person's PIN must not be. */
export async function easilyGuessed(db: Db, userId: UserId): Promise<{ phone: string; bornOn: Date[] }> {
  const user = await db.user.findUniqueOrThrow({
    where: { id: userId },
    select: { phone: true, guardianships: { select: { child: { select: { bornOn: true } } } } },
  });
  return {
    phone: user.phone,
    bornOn: user.guardianships.flatMap(({ child }) => child.bornOn ?? []),
  };
}

export async function setDoorPinHash(tx: Tx, userId: UserId, doorPinHash: string | null): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { doorPinHash } });
}

/** Whether the person has a PIN, and the number with which they say it. */
export async function doorPinOf(db: Db, userId: UserId): Promise<{ isSet: boolean; phone: string }> {
  const { phone, doorPinHash } = await db.user.findUniqueOrThrow({
    where: { id: userId },
    select: { phone: true, doorPinHash: true },
  });
  return { isSet: doorPinHash !== null, phone };
}
