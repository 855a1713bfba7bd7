import { z } from 'zod';
import { STANDING } from '../access/family-scope.ts';
import type { ChildId, ClassroomId, OrganizationId, SiteId, UserId } from '../contract/ids.ts';
import type { Db, Tx } from '../platform/database.ts';

/**
 * Was this tap told to the room since then, or any of this person for this child after `againAfter`? Of one person's taps at
 * once the second waits here for the first, and a first that failed leaves nothing on record: the next one tells.
 */
export async function wasAnnounced(
  tx: Tx,
  { userId, childId, eventId }: { userId: UserId; childId: ChildId; eventId: string },
  since: Date,
  againAfter: Date,
): Promise<boolean> {
  await holdWord(tx, `announce ${userId}`);
  const same = { at: { gt: since }, details: { path: ['eventId'], equals: eventId } };
  const OR = [same, { at: { gt: againAfter }, childId }];
  return (await tx.auditEntry.count({ where: { action: 'door-announced', actorId: userId, OR } })) > 0;
}

/** Was the director called because of this person and child since then? */
export async function wasCalled(tx: Tx, userId: UserId, childId: string, since: Date): Promise<boolean> {
  await holdWord(tx, `${userId} ${childId}`);
  const details = { path: ['isCalled'], equals: true };
  const where = { action: 'door-refused', actorId: userId, childId, at: { gt: since }, details };
  return (await tx.auditEntry.count({ where })) > 0;
}

const holdWord = (tx: Tx, what: string) => tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${what}, 0))`;

export async function placeOfRoom(db: Db, classroomId: ClassroomId) {
  const room = await db.classroom.findUnique({
    where: { id: classroomId },
    select: { siteId: true, site: { select: { operatorId: true } } },
  });
  return room && { classroomId, siteId: room.siteId as SiteId, operatorId: room.site.operatorId as OrganizationId };
}

/** Who said since then that they came to fetch a child of this room, the earliest first, while their right stands. */
export async function announcedSince(db: Db, room: Room, since: Date) {
  const said = await db.auditEntry.findMany({
    where: ofRoom('door-announced', room, since),
    select: { id: true, at: true, actorId: true, childId: true },
    orderBy: { id: 'asc' },
  });
  const links = await db.guardianship.findMany({
    where: { ...STANDING, mayPickUp: true, ...anyOf(said) },
    select: {
      userId: true,
      childId: true,
      relation: true,
      user: { select: { name: true } },
      child: { select: { name: true, nickname: true } },
    },
  });
  return said.flatMap(({ id, at, actorId, childId }) => {
    const link = links.find((each) => each.userId === actorId && each.childId === childId);
    return link
      ? [
          {
            id,
            at,
            childId: link.childId,
            childName: link.child.nickname || link.child.name,
            relation: link.relation,
            by: link.user.name,
          },
        ]
      : [];
  });
}

type Room = { classroomId: string; siteId: string };
const ofRoom = (action: 'door-announced' | 'door-answered', { classroomId, siteId }: Room, since: Date) => ({
  ...{ action, siteId, at: { gt: since } },
  details: { path: ['classroomId'], equals: classroomId },
});

/** Which of what was said since then was answered, by their ids. */
export async function answeredSince(db: Db | Tx, room: Room, since: Date): Promise<ReadonlySet<string>> {
  const rows = await db.auditEntry.findMany({ where: ofRoom('door-answered', room, since), select: { details: true } });
  return new Set(rows.map(({ details }) => Told.parse(details).waitingId));
}
const Told = z.object({ waitingId: z.string() });

/** Of whom this was said to the room; null when it was not, or was answered. Of two answers at once the second waits here. */
export async function unansweredChild(tx: Tx, room: Room, waitingId: string, since: Date): Promise<ChildId | null> {
  await holdWord(tx, `answer ${waitingId}`);
  const where = { ...ofRoom('door-announced', room, since), id: BigInt(waitingId) };
  const said = await tx.auditEntry.findFirst({ where, select: { childId: true } });
  const isAnswered = (await answeredSince(tx, room, since)).has(waitingId);
  return isAnswered ? null : ((said?.childId ?? null) as ChildId | null);
}

const anyOf = (said: readonly { actorId: string | null; childId: string | null }[]) => ({
  userId: { in: said.flatMap(({ actorId }) => actorId ?? []) },
  childId: { in: said.flatMap(({ childId }) => childId ?? []) },
});
