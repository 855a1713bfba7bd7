import { families } from '../access/family-scope.ts';
import type { z } from 'zod';
import type { ListScopes } from '../access/roles.ts';
import type { ChildId, ClassroomId, GuardianshipId, SiteId, UserId } from '../contract/ids.ts';
import type { AddChild, LinkGuardian } from '../contract/people.ts';
import { addDays, dateColumn, localDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { contains } from './search.ts';

/** A console page; who looks for one child among more types a name. */
const MOST_ROWS = 500;

export type ChildFilter = {
  siteId?: SiteId | undefined;
  search?: string | undefined;
  childId?: ChildId;
  /** Also one that has left; lists show none. */
  hasLeft?: true;
};

export const childrenIn = (db: Db, scopes: ListScopes, { siteId, search, childId, hasLeft }: ChildFilter) =>
  db.child.findMany({
    where: {
      AND: [
        { ...(!hasLeft && { leftAt: null }), ...(siteId && { siteId }), ...(childId && { id: childId }) },
        families(scopes),
        search ? { OR: [contains('name', search), contains('nickname', search)] } : {},
      ],
    },
    include: {
      enrolments: { include: { classroom: { select: { name: true } } }, orderBy: { startsOn: 'desc' } },
      consents: { orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }] },
      guardianships: { include: { user: { select: { name: true, employerId: true } } }, orderBy: { id: 'asc' } },
      site: { select: { id: true, operatorId: true } },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: MOST_ROWS,
  });
export type ChildRow = Awaited<ReturnType<typeof childrenIn>>[number];

export async function insertChild(tx: Tx, child: z.output<typeof AddChild>): Promise<ChildId> {
  const { siteId, name, nickname, bornOn, portrait, allergies, startsOn, ...session } = child;
  const { id } = await tx.child.create({
    data: {
      ...{ siteId, name, nickname },
      bornOn: bornOn === null ? null : dateColumn(bornOn),
      portrait: portrait ?? Prisma.DbNull,
      allergies: [...new Set(allergies)],
      enrolments: {
        create: { ...session, weekdays: [...new Set(session.weekdays)].sort(), startsOn: dateColumn(startsOn) },
      },
    },
  });
  return id as ChildId;
}

export async function insertGuardianship(tx: Tx, childId: ChildId, link: z.output<typeof LinkGuardian>): Promise<void> {
  await tx.guardianship.create({ data: { childId, ...link } });
}

/** @returns whose link it was; 'blocked' when a block by order keeps it, null when the child has no such link */
export async function deleteGuardianship(
  tx: Tx,
  childId: ChildId,
  guardianshipId: GuardianshipId,
): Promise<UserId | 'blocked' | null> {
  const link = await tx.guardianship.findFirst({ where: { id: guardianshipId, childId } });
  if (link === null) return null;
  // The condition stands in the deletion itself: a block may be recorded at this moment.
  const { count } = await tx.guardianship.deleteMany({ where: { id: guardianshipId, custodyBlockedAt: null } });
  return count === 1 ? (link.userId as UserId) : 'blocked';
}

export type NewConsent = {
  childId: ChildId | null;
  userId: UserId | null;
  kind: string;
  version: number;
  given: boolean;
  validFrom: Date;
  validUntil: Date | null;
  recordedAt: Date;
  recordedBy: UserId;
  note: string;
  textId?: string | null;
  address?: string | null;
  scanId?: string | null;
};

/** Adds to the ledger; nothing in it is ever changed. */
export async function appendConsent(tx: Tx, entry: NewConsent): Promise<void> {
  await tx.consentEntry.create({ data: entry });
}

/** Rooms in which this child is filmed: those of its enrolments, and where it was seen since yesterday. */
export async function roomsOfChild(db: Tx, childId: ChildId, at: Date): Promise<ClassroomId[]> {
  const since = dateColumn(addDays(localDay(at, 'utc'), -1));
  const [enrolments, seen] = await Promise.all([
    db.enrolment.findMany({ where: { childId }, select: { classroomId: true } }),
    db.attendanceEvent.findMany({ where: { childId, day: { gte: since } }, select: { classroomId: true } }),
  ]);
  return [...new Set([...enrolments, ...seen].map(({ classroomId }) => classroomId as ClassroomId))];
}

/** Of the ledger of one child one writes at a time: who reads it first, to decide, decides on what stands. */
export async function holdChild(tx: Tx, childId: ChildId): Promise<void> {
  await tx.$queryRaw`SELECT id FROM child WHERE id = ${childId}::uuid FOR NO KEY UPDATE`;
}

/** The newest version of a text of the operator of this child's site that was out `by` then; null when there was none. */
export async function newestVersion(db: Db, childId: ChildId, kind: string, by: Date): Promise<number | null> {
  const newest = await db.consentText.findFirst({
    where: {
      kind,
      publishedAt: { lte: by },
      operator: { operatedSites: { some: { children: { some: { id: childId } } } } },
    },
    orderBy: { version: 'desc' },
    select: { version: true },
  });
  return newest?.version ?? null;
}

export async function isGuardianOf(db: Db, childId: ChildId, userId: UserId): Promise<boolean> {
  return (await db.guardianship.count({ where: { childId, userId } })) > 0;
}

export async function roomsOfStaff(db: Db, userId: UserId, at: Date): Promise<ClassroomId[]> {
  const rows = await db.roleAssignment.findMany({
    where: { userId, classroomId: { not: null }, OR: [{ endsAt: null }, { endsAt: { gt: at } }] },
    select: { classroomId: true },
  });
  return [...new Set(rows.map(({ classroomId }) => classroomId as ClassroomId))];
}
