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
