import type { ChangeAccess } from '../contract/access.ts';
import type { AccessChangeId, SiteId, UserId } from '../contract/ids.ts';
import type { Db, Tx } from '../platform/database.ts';

/** One right that changes: of a person, to a camera or through a guardianship. */
export type Target = { userId: string; cameraId: string | null; guardianshipId: string | null; childId: string | null };
export type Plan = { targets: Target[]; unchanged: number };

/** Are all of them guardians of children of this site, and all cameras in it? */
export async function areAllOfSite(db: Db, input: ChangeAccess): Promise<boolean> {
  const { siteId, userIds } = input;
  const cameraIds = 'cameraIds' in input ? input.cameraIds : [];
  const [people, cameras] = await Promise.all([
    db.user.count({ where: { id: { in: userIds }, guardianships: { some: { child: { siteId, leftAt: null } } } } }),
    db.camera.count({ where: { id: { in: cameraIds }, siteId, removedAt: null } }),
  ]);
  return people === new Set(userIds).size && cameras === new Set(cameraIds).size;
}

/** Whoever else changes rights of these people waits until this change is done. */
export async function holdPeople(tx: Tx, userIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`SELECT id FROM "user" WHERE id = ANY(${[...userIds]}::uuid[]) ORDER BY id FOR UPDATE`;
}

/** What the change would make, without what stands already. */
export async function planChange(db: Tx, input: ChangeAccess, at: Date): Promise<Plan> {
  if (input.kind === 'withdraw') return planWithdrawal(db, input);
  const userId = { in: input.userIds };
  const cameraId = { in: input.cameraIds };
  const standing =
    input.kind === 'deny'
      ? await db.viewingDeny.findMany({
          // An employer's own deny is no reason: the employer lifts it again.
          where: { userId, employerId: null, liftedAt: null, OR: [{ cameraId }, { cameraId: null }] },
          select: { userId: true, cameraId: true },
        })
      : await db.viewingGrant.findMany({
          where: {
            userId,
            cameraId,
            withdrawnAt: null,
            startsAt: { lte: at },
            endsAt: { gte: new Date(input.endsAt) },
          },
          select: { userId: true, cameraId: true },
        });
  const stands = new Set(standing.map((row) => `${row.userId} ${row.cameraId ?? ''}`));
  const pairs = [...new Set(input.userIds)].flatMap((user) =>
    [...new Set(input.cameraIds)].map((camera) => ({
      userId: user,
      cameraId: camera,
      guardianshipId: null,
      childId: null,
    })),
  );
  const targets = pairs.filter(
    (pair) => !stands.has(`${pair.userId} ${pair.cameraId}`) && !stands.has(`${pair.userId} `),
  );
  return { targets, unchanged: pairs.length - targets.length };
}

async function planWithdrawal(db: Tx, { siteId, userIds }: ChangeAccess): Promise<Plan> {
  const rows = await db.guardianship.findMany({
    where: { userId: { in: userIds }, child: { siteId, leftAt: null } },
    select: { id: true, userId: true, childId: true, withdrawnAt: true },
  });
  const open = rows.filter(({ withdrawnAt }) => withdrawnAt === null);
  return {
    targets: open.map(({ id, userId, childId }) => ({ userId, cameraId: null, guardianshipId: id, childId })),
    unchanged: rows.length - open.length,
  };
}

/** Running views that stand on what these targets take away. */
export async function countViews(db: Db, targets: readonly Target[], at: Date): Promise<number> {
  const running = await db.viewingSession.findMany({
    where: { userId: { in: targets.map(({ userId }) => userId) }, endedAt: null, leaseUntil: { gt: at } },
    select: { userId: true, cameraId: true, childId: true },
  });
  return running.filter((view) =>
    targets.some(
      ({ userId, cameraId, childId }) =>
        userId === view.userId && (cameraId === null ? childId === view.childId : cameraId === view.cameraId),
    ),
  ).length;
}

export type Act = { at: Date; actorId: UserId };

/** @returns ids of the rows made or, of a withdrawal, changed */
export async function makeChange(
  tx: Tx,
  input: ChangeAccess,
  targets: readonly Target[],
  { at, actorId }: Act,
): Promise<string[]> {
  const reason = input.reason ?? '';
  const pairs = targets.map(({ userId, cameraId }) => ({ userId, cameraId: cameraId ?? '' }));
  switch (input.kind) {
    case 'deny': {
      const data = pairs.map((pair) => ({ ...pair, createdAt: at, createdBy: actorId, reason }));
      return idsOf(await tx.viewingDeny.createManyAndReturn({ data, select: { id: true } }));
    }
    case 'grant': {
      const endsAt = new Date(input.endsAt);
      const data = pairs.map((pair) => ({ ...pair, startsAt: at, endsAt, givenBy: actorId, reason }));
      return idsOf(await tx.viewingGrant.createManyAndReturn({ data, select: { id: true } }));
    }
    case 'withdraw': {
      const ids = targets.map(({ guardianshipId }) => guardianshipId ?? '');
      await tx.guardianship.updateMany({
        where: { id: { in: ids }, withdrawnAt: null },
        data: { withdrawnAt: at, withdrawnReason: reason },
      });
      return ids;
    }
  }
}

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

type NewChange = { siteId: SiteId; kind: ChangeAccess['kind']; made: string[]; madeBy: UserId; madeAt: Date };

export async function insertAccessChange(tx: Tx, change: NewChange): Promise<AccessChangeId> {
  const { id } = await tx.accessChange.create({ data: change, select: { id: true } });
  return id as AccessChangeId;
}

export const findAccessChange = (db: Db, id: AccessChangeId) => db.accessChange.findUnique({ where: { id } });
export type FoundChange = NonNullable<Awaited<ReturnType<typeof findAccessChange>>>;

/** @returns false when somebody undid it before */
export async function markUndone(tx: Tx, id: string, at: Date): Promise<boolean> {
  return (await tx.accessChange.updateMany({ where: { id, undoneAt: null }, data: { undoneAt: at } })).count === 1;
}

/** Takes back what still stands as the change made it; what somebody has changed since stays. */
export async function undoMade(tx: Tx, change: FoundChange, at: Date): Promise<Target[]> {
  const where = { id: { in: change.made } };
  const none = { guardianshipId: null, childId: null };
  if (change.kind === 'withdraw') {
    const rows = await tx.guardianship.findMany({ where: { ...where, withdrawnAt: change.madeAt } });
    const data = { withdrawnAt: null, withdrawnReason: null };
    await tx.guardianship.updateMany({ where: { id: { in: idsOf(rows) } }, data });
    return rows.map(({ id, userId, childId }) => ({ userId, childId, cameraId: null, guardianshipId: id }));
  }
  if (change.kind === 'deny') {
    const rows = await tx.viewingDeny.findMany({ where: { ...where, liftedAt: null } });
    await tx.viewingDeny.updateMany({ where: { id: { in: idsOf(rows) } }, data: { liftedAt: at } });
    return rows.map(({ userId, cameraId }) => ({ userId, cameraId, ...none }));
  }
  const rows = await tx.viewingGrant.findMany({ where: { ...where, withdrawnAt: null } });
  await tx.viewingGrant.updateMany({ where: { id: { in: idsOf(rows) } }, data: { withdrawnAt: at } });
  return rows.map(({ userId, cameraId }) => ({ userId, cameraId, ...none }));
}
