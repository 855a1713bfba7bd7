import { recordAudit } from '../audit/audit-store.ts';
import type { SessionId, UserId } from '../contract/ids.ts';
import type { PersonSecurity } from '../contract/leaver.ts';
import { appendEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import type { PeopleDeps } from './people-deps.ts';
import { wholePerson } from './person-reach.ts';
import { endSessionsOf, personSecurity } from './person-security-store.ts';

/** Where a person is signed in. @throws AppError 'forbidden' when not the whole account is reached, or 'not-found' */
export async function readPersonSecurity(
  deps: PeopleDeps,
  asking: AskingUser,
  userId: UserId,
): Promise<PersonSecurity> {
  await wholePerson(deps, asking, userId);
  const { totpSince, sessions } = await personSecurity(deps.db, userId, deps.now());
  return {
    secondFactorSince: totpSince?.toISOString() ?? null,
    sessions: sessions.map(({ id, createdAt, lastSeenAt, address, userAgent }) => ({
      sessionId: id,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      address,
      userAgent,
    })),
  };
}

/**
 * Ends one sign-in of a person, or all: sockets close, pictures end.
 * @param sessionId null: all of them
 * @throws AppError as `readPersonSecurity`, and 'not-found' for a sign-in that is unknown, another's, or over
 */
export async function endPersonSessions(
  deps: PeopleDeps,
  asking: AskingUser,
  userId: UserId,
  sessionId: SessionId | null,
): Promise<void> {
  await wholePerson(deps, asking, userId);
  const at = deps.now();
  await deps.db.$transaction(async (tx) => {
    const sessions = await endSessionsOf(tx, userId, sessionId, at);
    if (sessions === 0 && sessionId !== null) throw new AppError('not-found');
    await recordAudit(tx, {
      action: 'session-ended',
      at,
      actorId: asking.userId,
      subjectId: userId,
      address: asking.address,
      details: sessionId === null ? { sessions } : { sessionId },
    });
  });
  await deps.onSessionEnded(sessionId === null ? { userId } : { sessionId }, 'signed-out');
}

/**
 * For a lost telephone without recovery codes: the person is signed out everywhere and sets a new one up. Nobody resets
 * their own this way.
 * @throws AppError as `readPersonSecurity`, and 'conflict' for one who has none
 */
export async function resetSecondFactor(
  deps: PeopleDeps,
  asking: AskingUser,
  userId: UserId,
  reason: string,
): Promise<void> {
  await wholePerson(deps, asking, userId);
  const at = deps.now();
  await deps.db.$transaction(async (tx) => {
    if (!(await deps.clearSecondFactor(tx, userId))) throw new AppError('conflict');
    await endSessionsOf(tx, userId, null, at);
    await recordAudit(tx, {
      action: 'second-factor-reset',
      at,
      actorId: asking.userId,
      subjectId: userId,
      address: asking.address,
      details: { reason },
    });
    await appendEvent(tx, { type: 'access:changed', at, userId });
  });
  await deps.onSessionEnded({ userId }, 'signed-out');
}
