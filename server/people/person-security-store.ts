import type { UserId } from '../contract/ids.ts';
import type { Db, Tx } from '../platform/database.ts';

export async function personSecurity(db: Db, userId: UserId, at: Date) {
  return db.user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      totpSince: true,
      sessions: { where: { endedAt: null, expiresAt: { gt: at } }, orderBy: { lastSeenAt: 'desc' } },
    },
  });
}

/** @param sessionId null: all of them. @returns how many were running until now */
export async function endSessionsOf(tx: Tx, userId: UserId, sessionId: string | null, at: Date): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: { userId, endedAt: null, expiresAt: { gt: at }, ...(sessionId !== null && { id: sessionId }) },
    data: { endedAt: at, endReason: 'signed-out' },
  });
  return count;
}

/** @returns false for one who had none; what was begun is forgotten as well */
export async function clearSecondFactor(tx: Tx, userId: UserId): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id: userId, totpSince: { not: null } },
    data: { totpSecret: null, totpSince: null, totpLastStep: null },
  });
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.session.updateMany({ where: { userId }, data: { secondFactorAt: null } });
  return count === 1;
}
