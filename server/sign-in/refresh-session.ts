import { recordAudit } from '../audit/audit-store.ts';
import type { SessionId } from '../contract/ids.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { randomToken } from '../platform/secret-hash.ts';
import {
  endSessions,
  insertRefreshToken,
  lockRefreshToken,
  type StoredToken,
  touchSession,
  useUpTokens,
} from './sessions-store.ts';
import type { OpenedSession } from './sign-in.ts';
import type { Caller, SignInDeps } from './sign-in-deps.ts';

/** For so long after its use a token may come once more: from a second tab, or after an answer that got lost. */
export const RACE_GRACE_MS = 10_000;

type Outcome =
  { kind: 'refreshed'; opened: OpenedSession } | { kind: 'reused'; sessionId: SessionId } | { kind: 'dead' };

/**
 * Exchanges a refresh token for a new one; the old one is used up. One that comes again later than the grace was copied:
 * its whole session ends, for the thief and for the owner, who signs in anew.
 * @throws AppError 'not-signed-in'
 */
export async function refreshSession(deps: SignInDeps, token: string, from: Caller): Promise<OpenedSession> {
  const outcome = await deps.db.$transaction(async (tx): Promise<Outcome> => {
    const stored = await lockRefreshToken(tx, token);
    const at = deps.now();
    if (!stored || stored.endedAt !== null || stored.expiresAt <= at) return { kind: 'dead' };
    if (isReused(stored, at)) return endReused(tx, stored, from, at);
    // Two tabs that raced now hold a token each, and the browser keeps the cookie that came last, whichever that is: so
    // both are good. The first of them to be used uses up the other at once, without a grace: so a copied token lives on
    // beside its owner's only until either is refreshed; the other then meets the reuse above. Racing never prolongs the grace, as it
    // counts from the first use.
    if (stored.usedAt === null) await useUpTokens(tx, stored.sessionId, token, at);
    const refreshToken = randomToken();
    await insertRefreshToken(tx, stored.sessionId, refreshToken, at);
    await touchSession(tx, stored.sessionId, from, at);
    return { kind: 'refreshed', opened: { sessionId: stored.sessionId, refreshToken } };
  });
  if (outcome.kind === 'refreshed') return outcome.opened;
  if (outcome.kind === 'reused') await deps.onSessionEnded({ sessionId: outcome.sessionId }, 'signed-out');
  throw new AppError('not-signed-in');
}

const isReused = ({ usedAt }: StoredToken, at: Date): boolean =>
  usedAt !== null && at.getTime() - usedAt.getTime() >= RACE_GRACE_MS;

async function endReused(tx: Tx, { sessionId, userId }: StoredToken, from: Caller, at: Date): Promise<Outcome> {
  await endSessions(tx, { userId, id: sessionId }, 'token-reused', at);
  await recordAudit(tx, {
    action: 'refresh-token-reused',
    at,
    actorId: null,
    subjectId: userId,
    address: from.address,
    details: { sessionId },
  });
  return { kind: 'reused', sessionId };
}
