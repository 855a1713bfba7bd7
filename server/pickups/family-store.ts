import { STANDING } from '../access/family-scope.ts';
import type { Place } from '../access/roles.ts';
import { type DayEvent, daysNow, eventsNow } from '../attendance/day-state.ts';
import { enrolledOn, roomsFromNow } from '../attendance/rooms-of-day.ts';
import type { ChildId, ClassroomId, OrganizationId, SiteId, UserId } from '../contract/ids.ts';
import { type LocalDay, localDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';

/** A child that has not left, where it is today, and the day it is there. */
export type ChildPlace = {
  childId: ChildId;
  siteId: SiteId;
  operatorId: OrganizationId;
  timeZone: string;
  today: LocalDay;
  /** The room it is in, or was in last today, or is enrolled in; null when it has none. */
  classroomId: ClassroomId | null;
  /** Every room whose staff and tablet may have to hand it over today. */
  classroomIds: ClassroomId[];
  employerIds: OrganizationId[];
};

export async function placeOfChild(db: Db | Tx, childId: ChildId, at: Date): Promise<ChildPlace | null> {
  const child = await db.child.findUnique({
    where: { id: childId, leftAt: null },
    select: {
      siteId: true,
      site: { select: { operatorId: true, timeZone: true } },
      guardianships: { where: STANDING, select: { user: { select: { employerId: true } } } },
      enrolments: {
        select: { classroomId: true, weekdays: true, startsOn: true, endsOn: true },
        orderBy: { fromMinute: 'asc' },
      },
    },
  });
  if (child === null) return null;
  const { operatorId, timeZone } = child.site;
  const today = localDay(at, timeZone);
  const events = await db.attendanceEvent.findMany({ where: { childId, day: { in: daysNow(at, timeZone) } } });
  const rooms = roomsFromNow({
    day: today,
    enrolments: enrolledOn(child.enrolments, today),
    events: eventsNow(events as (DayEvent & (typeof events)[number])[], at, timeZone),
  });
  return {
    childId,
    siteId: child.siteId as SiteId,
    operatorId: operatorId as OrganizationId,
    timeZone,
    today,
    classroomId: rooms[0] ?? null,
    classroomIds: rooms,
    employerIds: child.guardianships.flatMap(({ user }) => (user.employerId as OrganizationId | null) ?? []),
  };
}

/** As `requirePermission` asks for it: by the room for who works in one, by the site for who runs it. */
export const roomPlaces = ({ siteId, operatorId, classroomIds }: ChildPlace): Place[] =>
  classroomIds.map((classroomId) => ({ siteId, operatorId, classroomId }));

/** The link of this person to this child, if it stands; null for a foreign or unknown child and a right that was taken alike. */
export const standingLink = (db: Db | Tx, userId: UserId, childId: ChildId) =>
  db.guardianship.findFirst({
    where: { userId, childId, ...STANDING, child: { leftAt: null } },
    select: { mayPickUp: true, relation: true },
  });

/** Guardians whom an order keeps from this child, by what they are known by. */
export async function blockedGuardians(db: Db | Tx, childId: ChildId) {
  const rows = await db.guardianship.findMany({
    where: { childId, custodyBlockedAt: { not: null } },
    select: { user: { select: { id: true, name: true, phone: true } } },
  });
  return rows.map(({ user }) => ({ ...user, id: user.id as UserId }));
}

/** Every guardian whom these children have or had, with what decides whether they may name who fetches. */
export async function guardiansOf(db: Db | Tx, childIds: readonly string[]) {
  return db.guardianship.findMany({
    where: { childId: { in: [...childIds] } },
    select: {
      childId: true,
      userId: true,
      mayPickUp: true,
      withdrawnAt: true,
      custodyBlockedAt: true,
      user: { select: { name: true, phone: true, suspendedAt: true } },
    },
  });
}

/** Persons of one child come one after another, so that they can be counted before one more. */
export async function holdChild(tx: Tx, childId: ChildId): Promise<void> {
  await tx.$queryRaw`SELECT id FROM child WHERE id = ${childId}::uuid FOR NO KEY UPDATE`;
}
