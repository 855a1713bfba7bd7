import type { SignedRow } from '../access/consent-state.ts';
import type { ConsentKind } from '../contract/people.ts';
import type { Db } from '../platform/database.ts';

const VIDEO = 'video' satisfies ConsentKind;
const IN_ORDER = [{ recordedAt: 'asc' as const }, { id: 'asc' as const }];

export type ConsentOf = SignedRow & { kind: typeof VIDEO };

const asVideo = <R extends Omit<ConsentOf, 'kind'>>(row: R): R & { kind: typeof VIDEO } => ({ ...row, kind: VIDEO });

/** These children by name. */
export const namesOfChildren = (db: Db, childIds: readonly string[]) =>
  db.child.findMany({
    where: { id: { in: [...childIds] } },
    select: { id: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });

/** What each of these persons has said about being filmed at work, oldest first. */
export async function consentsOfStaff(
  db: Db,
  userIds: readonly string[],
): Promise<ReadonlyMap<string | null, ConsentOf[]>> {
  const rows = await db.consentEntry.findMany({
    where: { childId: null, kind: VIDEO, userId: { in: [...userIds] } },
    orderBy: IN_ORDER,
  });
  return Map.groupBy(rows.map(asVideo), ({ userId }) => userId);
}

/** Everyone whose role in these rooms runs at `at`. */
export async function staffFilmedIn(db: Db, classroomIds: readonly string[], at: Date) {
  const rows = await db.roleAssignment.findMany({
    where: { classroomId: { in: [...classroomIds] }, OR: [{ endsAt: null }, { endsAt: { gt: at } }] },
    select: { userId: true, classroomId: true, user: { select: { name: true } } },
    distinct: ['userId', 'classroomId'],
    orderBy: { user: { name: 'asc' } },
  });
  return rows.map(({ userId, classroomId, user }) => ({ userId, classroomId, name: user.name }));
}

/** Pictures that run in these rooms for somebody's child. */
export const countFamilyViews = (db: Db, classroomIds: readonly string[], at: Date): Promise<number> =>
  db.viewingSession.count({
    where: {
      childId: { not: null },
      endedAt: null,
      leaseUntil: { gt: at },
      camera: { classroomId: { in: [...classroomIds] } },
    },
  });
