import { recordAudit } from '../audit/audit-store.ts';
import type { SessionId, UserId } from '../contract/ids.ts';
import type { AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { requireFactorMet } from './require-met.ts';
import { endSessions, lockRefreshToken } from './sessions-store.ts';
import type { SignInDeps } from './sign-in-deps.ts';

type Ending = Pick<SignInDeps, 'db' | 'now' | 'onSessionEnded'>;

/**
 * Ends one of a person's own sessions: its sockets close, its views end.
 * @throws AppError 'not-found' when it is unknown, another person's, or over
 */
export async function endOwnSession(
  deps: Ending,
  userId: UserId,
  sessionId: SessionId,
  address: string,
): Promise<void> {
  const at = deps.now();
  const ended = await deps.db.$transaction(async (tx) => {
    const ids = await endSessions(tx, { userId, id: sessionId }, 'signed-out', at);
    if (ids.length > 0)
      await recordAudit(tx, {
        action: 'signed-out',
        at,
        actorId: userId,
        subjectId: userId,
        address,
        details: { sessionId },
      });
    return ids;
  });
  if (ended.length === 0) throw new AppError('not-found');
  await deps.onSessionEnded({ sessionId }, 'signed-out');
}

/**
 * Ends a session out of the list of one's own; another than the one that asks only after the second factor.
 * @throws AppError 'second-factor-needed', or 'not-found' as `endOwnSession`
 */
export async function endListedSession(deps: Ending, asking: AskingUser, sessionId: SessionId): Promise<void> {
  if (sessionId !== asking.sessionId) requireFactorMet(asking);
  await endOwnSession(deps, asking.userId, sessionId, asking.address);
}

/** Signs the person out of every browser, this one included. @throws AppError 'second-factor-needed' */
export async function signOutEverywhere(deps: Ending, asking: AskingUser): Promise<void> {
  requireFactorMet(asking);
  const { userId, address } = asking;
  const at = deps.now();
  await deps.db.$transaction(async (tx) => {
    const ended = await endSessions(tx, { userId }, 'signed-out', at);
    await recordAudit(tx, {
      action: 'signed-out-everywhere',
      at,
      actorId: userId,
      subjectId: userId,
      address,
      details: { sessions: ended.length },
    });
  });
  await deps.onSessionEnded({ userId }, 'signed-out');
}

/** Signs out by the cookie alone, for a page whose access token has run out. Unknown or over: nothing is left to do. */
export async function signOutByToken(deps: Ending, token: string, address: string): Promise<void> {
  const stored = await deps.db.$transaction((tx) => lockRefreshToken(tx, token));
  if (stored?.endedAt === null) await endOwnSession(deps, stored.userId, stored.sessionId, address);
}
