import type { SessionId, UserId } from '../contract/ids.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { SessionEnd } from '../platform/effects.ts';
import { sha256 } from '../platform/secret-hash.ts';
import type { Caller } from './sign-in-deps.ts';

export type SessionEndRecord = SessionEnd | 'token-reused' | 'password-changed' | 'too-many';
export type Account = { userId: UserId; passwordHash: string; suspendedAt: Date | null };

const ACCOUNT = { id: true, passwordHash: true, suspendedAt: true };
type AccountRow = { id: string; passwordHash: string; suspendedAt: Date | null };
const account = (row: AccountRow | null): Account | null =>
  row && { userId: row.id as UserId, passwordHash: row.passwordHash, suspendedAt: row.suspendedAt };

export const accountByUsername = async (db: Db | Tx, username: string): Promise<Account | null> =>
  account(await db.user.findUnique({ where: { username }, select: ACCOUNT }));

export const passwordHashOf = async (db: Db, userId: UserId): Promise<string | null> =>
  (await db.user.findUnique({ where: { id: userId }, select: { passwordHash: true } }))?.passwordHash ?? null;

/** Holds the account's row until the transaction ends: a password change or suspension waits, or has been seen. */
export async function lockAccount(tx: Tx, userId: UserId): Promise<Account | null> {
  await tx.$queryRaw`SELECT id FROM "user" WHERE id = ${userId}::uuid FOR UPDATE`;
  return account(await tx.user.findUnique({ where: { id: userId }, select: ACCOUNT }));
}

export async function insertSession(
  tx: Tx,
  userId: UserId,
  from: Caller,
  at: Date,
  expiresAt: Date,
): Promise<SessionId> {
  const session = await tx.session.create({ data: { userId, ...from, createdAt: at, lastSeenAt: at, expiresAt } });
  return session.id as SessionId;
}

export async function insertRefreshToken(tx: Tx, sessionId: SessionId, token: string, at: Date): Promise<void> {
  await tx.refreshToken.create({ data: { hash: sha256(token), sessionId, createdAt: at } });
}

export type StoredToken = {
  sessionId: SessionId;
  userId: UserId;
  usedAt: Date | null;
  endedAt: Date | null;
  expiresAt: Date;
};

/** Finds a refresh token and holds its session's row, so that two uses of one token come one after the other. */
export async function lockRefreshToken(tx: Tx, token: string): Promise<StoredToken | null> {
  const hash = sha256(token);
  await tx.$queryRaw`SELECT s.id FROM session s JOIN refresh_token t ON t.session_id = s.id WHERE t.hash = ${hash} FOR UPDATE OF s`;
  const row = await tx.refreshToken.findUnique({ where: { hash }, include: { session: true } });
  if (!row) return null;
  const { userId, endedAt, expiresAt } = row.session;
  return { sessionId: row.sessionId as SessionId, userId: userId as UserId, usedAt: row.usedAt, endedAt, expiresAt };
}

/** The presented token is used up now; any other that still stood, long ago: it has no grace of its own. */
export async function useUpTokens(tx: Tx, sessionId: SessionId, presented: string, at: Date): Promise<void> {
  await tx.refreshToken.updateMany({
    where: { sessionId, usedAt: null, hash: sha256(presented) },
    data: { usedAt: at },
  });
  await tx.refreshToken.updateMany({ where: { sessionId, usedAt: null }, data: { usedAt: new Date(0) } });
}

export async function touchSession(tx: Tx, sessionId: SessionId, from: Caller, at: Date): Promise<void> {
  await tx.session.update({ where: { id: sessionId }, data: { lastSeenAt: at, ...from } });
}

/** @returns the sessions that were running until now */
export async function endSessions(
  tx: Tx,
  which: { userId: UserId; id?: SessionId | { not: SessionId } },
  endReason: SessionEndRecord,
  at: Date,
): Promise<SessionId[]> {
  const ended = await tx.session.updateManyAndReturn({
    where: { ...which, endedAt: null },
    data: { endedAt: at, endReason },
    select: { id: true },
  });
  return ended.map(({ id }) => id as SessionId);
}

/**
 * Leaves so many of a person's running sessions, those used last; those with the second factor before all others, so that
 * the password alone pushes none of them out.
 * @returns the ones it ended
 */
export async function endLeastUsedSessions(tx: Tx, userId: UserId, left: number, at: Date): Promise<SessionId[]> {
  const running = await tx.session.findMany({
    where: { userId, endedAt: null, expiresAt: { gt: at } },
    orderBy: { lastSeenAt: 'desc' },
    select: { id: true, secondFactorAt: true },
  });
  const isWithout = ({ secondFactorAt }: { secondFactorAt: Date | null }) => Number(secondFactorAt === null);
  const surplus = running.sort((a, b) => isWithout(a) - isWithout(b)).slice(left);
  const ended = surplus.map(({ id }) => endSessions(tx, { userId, id: id as SessionId }, 'too-many', at));
  return (await Promise.all(ended)).flat();
}

export const runningSessions = (db: Db, userId: UserId, at: Date) =>
  db.session.findMany({ where: { userId, endedAt: null, expiresAt: { gt: at } }, orderBy: { lastSeenAt: 'desc' } });

export async function setPasswordHash(tx: Tx, userId: UserId, passwordHash: string): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { passwordHash } });
}
