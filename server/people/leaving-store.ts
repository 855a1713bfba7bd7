import type { ChildId, SiteId } from '../contract/ids.ts';
import { dateColumn, type LocalDay } from '../platform/calendar.ts';
import type { Tx } from '../platform/database.ts';

export type FamilyAndRooms = { guardianIds: string[]; classroomIds: string[] };

/** The guardians of a child, and the rooms in which it is enrolled on that day or later. */
export async function familyAndRoomsOf(tx: Tx, childId: ChildId, day: LocalDay): Promise<FamilyAndRooms> {
  const isOpen = { OR: [{ endsOn: null }, { endsOn: { gte: dateColumn(day) } }] };
  const guardianships = await tx.guardianship.findMany({ where: { childId }, select: { userId: true } });
  const enrolments = await tx.enrolment.findMany({ where: { childId, ...isOpen }, select: { classroomId: true } });
  return {
    guardianIds: guardianships.map(({ userId }) => userId),
    classroomIds: [...new Set(enrolments.map(({ classroomId }) => classroomId))],
  };
}

/** An enrolment that had not begun by the last day stays as it was agreed. @returns false for one that has left already */
export async function markLeft(tx: Tx, childId: ChildId, leftAt: Date, lastDay: LocalDay): Promise<boolean> {
  const endsOn = dateColumn(lastDay);
  const { count } = await tx.child.updateMany({ where: { id: childId, leftAt: null }, data: { leftAt } });
  if (count === 0) return false;
  await tx.enrolment.updateMany({
    where: { childId, startsOn: { lte: endsOn }, OR: [{ endsOn: null }, { endsOn: { gt: endsOn } }] },
    data: { endsOn },
  });
  return true;
}

export type EndedGrant = { id: string; userId: string; cameraId: string };

/** Grants were given to these people because of a child here: without the child nobody would remember to end them. */
export async function endGrants(
  tx: Tx,
  { userIds, siteId, at }: { userIds: readonly string[]; siteId: SiteId; at: Date },
): Promise<EndedGrant[]> {
  const running = { userId: { in: [...userIds] }, camera: { siteId }, withdrawnAt: null, endsAt: { gt: at } };
  const grants = await tx.viewingGrant.findMany({ where: running, select: { id: true, userId: true, cameraId: true } });
  await tx.viewingGrant.updateMany({ where: { id: { in: grants.map(({ id }) => id) } }, data: { withdrawnAt: at } });
  return grants;
}
