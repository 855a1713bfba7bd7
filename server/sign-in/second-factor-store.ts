import type { SessionId, UserId } from '../contract/ids.ts';
import type { Db, Tx } from '../platform/database.ts';
import { sha256 } from '../platform/secret-hash.ts';
import { plainRecoveryCode } from './recovery-codes.ts';

const FACTOR = { username: true, passwordHash: true, totpSecret: true, totpSince: true, totpLastStep: true } as const;

/** Holds the account's row: two codes, or two set-ups, of one account come one after the other. */
export async function lockFactor(tx: Tx, userId: UserId) {
  await tx.$queryRaw`SELECT id FROM "user" WHERE id = ${userId}::uuid FOR UPDATE`;
  return tx.user.findUniqueOrThrow({ where: { id: userId }, select: FACTOR });
}
export type FactorRow = Awaited<ReturnType<typeof lockFactor>>;

/** Kept until the first right code confirms it; begun anew, the one before is forgotten. */
export async function keepPendingSecret(tx: Tx, userId: UserId, sealed: Uint8Array<ArrayBuffer>): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { totpSecret: sealed, totpSince: null, totpLastStep: null } });
}

export async function startFactor(tx: Tx, userId: UserId, since: Date): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { totpSince: since } });
}

export async function keepStep(tx: Tx, userId: UserId, totpLastStep: bigint): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { totpLastStep } });
}

/** @returns false for a session that is over */
export async function markMet(tx: Tx, sessionId: SessionId, at: Date): Promise<boolean> {
  const where = { id: sessionId, endedAt: null, expiresAt: { gt: at } };
  return (await tx.session.updateMany({ where, data: { secondFactorAt: at } })).count === 1;
}

/**
 * Without a second factor none was met, in no sign-in.
 * @returns false for one who had none; what was begun is forgotten as well
 */
export async function clearFactor(tx: Tx, userId: UserId): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id: userId, totpSince: { not: null } },
    data: { totpSecret: null, totpSince: null, totpLastStep: null },
  });
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.session.updateMany({ where: { userId }, data: { secondFactorAt: null } });
  return count === 1;
}

export async function replaceRecoveryCodes(tx: Tx, userId: UserId, codes: readonly string[], at: Date): Promise<void> {
  await tx.recoveryCode.deleteMany({ where: { userId } });
  const rows = codes.map((code) => ({ userId, hash: hashOf(code), createdAt: at }));
  await tx.recoveryCode.createMany({ data: rows });
}

/** @returns false for one that is wrong, another's, or used */
export async function useRecoveryCode(tx: Tx, userId: UserId, code: string, at: Date): Promise<boolean> {
  const where = { userId, hash: hashOf(code), usedAt: null };
  return (await tx.recoveryCode.updateMany({ where, data: { usedAt: at } })).count === 1;
}

export const factorSince = async (db: Db, userId: UserId): Promise<Date | null> =>
  (await db.user.findUniqueOrThrow({ where: { id: userId }, select: { totpSince: true } })).totpSince;

export const recoveryCodesLeft = (db: Db, userId: UserId): Promise<number> =>
  db.recoveryCode.count({ where: { userId, usedAt: null } });

const hashOf = (code: string) => sha256(plainRecoveryCode(code));
