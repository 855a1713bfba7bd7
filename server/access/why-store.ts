import type { CameraId, UserId } from '../contract/ids.ts';
import type { Db } from '../platform/database.ts';
import { notKeptFrom, STANDING } from './family-scope.ts';
import type { Place } from './roles.ts';

export async function findNameAndEmployer(db: Db, userId: UserId) {
  return db.user.findUnique({ where: { id: userId }, select: { name: true, employerId: true } });
}

/** Since when the history of this camera is kept: what was before cannot be told. */
export async function historyBegins(db: Db, cameraId: CameraId): Promise<Date | null> {
  const first = await db.rowHistory.aggregate({
    where: { tableName: 'camera', rowKey: cameraId },
    _min: { validFrom: true },
  });
  return first._min.validFrom;
}

/** The last look that had begun by `at`. */
export async function lastWatched(db: Db, userId: UserId, cameraId: CameraId, at: Date): Promise<Date | null> {
  const last = await db.viewingSession.findFirst({
    where: { userId, cameraId, openedAt: { lte: at } },
    orderBy: { openedAt: 'desc' },
    select: { openedAt: true, endedAt: true },
  });
  return last && (last.endedAt ?? last.openedAt);
}

export async function countRefused(
  db: Db,
  userId: UserId,
  cameraId: CameraId,
  span: { from: Date; to: Date },
): Promise<number> {
  return db.auditEntry.count({
    where: { action: 'view-refused', actorId: userId, cameraId, at: { gte: span.from, lte: span.to } },
  });
}

/** What forbade this camera at `at`, the nursery's own first. */
export async function deniesAt(db: Db, userId: UserId, cameraId: CameraId, at: Date) {
  const rows = await db.viewingDeny.findMany({
    where: {
      userId,
      createdAt: { lte: at },
      AND: [{ OR: [{ cameraId }, { cameraId: null }] }, { OR: [{ liftedAt: null }, { liftedAt: { gt: at } }] }],
    },
    include: { employer: { select: { name: true } } },
    orderBy: [{ employerId: { sort: 'asc', nulls: 'first' } }, { createdAt: 'asc' }],
  });
  const makers = await db.user.findMany({
    where: { id: { in: rows.map(({ createdBy }) => createdBy) } },
    select: { id: true, name: true },
  });
  const nameOf = new Map(makers.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({ ...row, employer: row.employer?.name ?? null, by: nameOf.get(row.createdBy) ?? null }));
}
export type DenyThen = Awaited<ReturnType<typeof deniesAt>>[number];

/** Whom this site's administrators see: guardians of its children, its staff, and who holds a grant there. */
export async function isSeenAt(
  db: Db,
  userId: UserId,
  { siteId }: Place,
  asEmployer: { askingId: UserId } | null,
): Promise<boolean> {
  const own = asEmployer && { ...STANDING, child: notKeptFrom(asEmployer.askingId) };
  const count = await db.user.count({
    where: {
      id: userId,
      OR: [
        { guardianships: { some: { AND: [{ child: { siteId } }, own ?? {}] } } },
        { roles: { some: { OR: [{ siteId }, { classroom: { siteId } }] } } },
        { grants: { some: { camera: { siteId } } } },
      ],
    },
  });
  return count > 0;
}
