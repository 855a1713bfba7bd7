import { Username } from '../contract/people.ts';
import type { SessionId } from '../contract/ids.ts';
import type { SignIn } from '../contract/sign-in.ts';
import { recordAudit } from '../audit/audit-store.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { isSecret, randomToken } from '../platform/secret-hash.ts';
import {
  type Account,
  accountByUsername,
  endLeastUsedSessions,
  insertRefreshToken,
  insertSession,
  lockAccount,
} from './sessions-store.ts';
import type { Caller, SignInDeps } from './sign-in-deps.ts';
import { forgiveTries, takeTry } from './sign-in-throttles.ts';

/** A sign-in lasts so long at most, however often it is refreshed. */
export const SESSION_DAYS = 30;
const DAY_MS = 86_400_000;

export type OpenedSession = { sessionId: SessionId; refreshToken: string };

/** Sign-ins of one person at once; one more ends the one that was used longest ago. */
const SESSIONS_PER_PERSON = 20;

/**
 * Opens a session. Unknown account, wrong password and suspended account answer alike and take the same time.
 * @param isKnownBrowser it has signed in to this account before (see known-browsers.ts)
 * @throws AppError 'wrong-credentials' or 'too-many-tries'
 */
export async function signIn(
  deps: SignInDeps,
  input: SignIn,
  from: Caller,
  isKnownBrowser: boolean,
): Promise<OpenedSession> {
  const username = input.username.toLowerCase();
  const tried = { account: username, address: from.address, isKnownBrowser };
  await takeTry(deps.throttles, tried);
  const found = Username.safeParse(username).success ? await accountByUsername(deps.db, username) : null;
  const isRight = await isSecret(found?.passwordHash ?? null, input.password);
  const opened = await deps.db.$transaction(async (tx) => {
    const account = found && isRight ? await stillTheSame(tx, found) : null;
    if (account) return openSession(tx, account, from, deps.now());
    await recordAudit(tx, {
      action: 'sign-in-failed',
      at: deps.now(),
      actorId: null,
      subjectId: found?.userId ?? null,
      address: from.address,
    });
    return null;
  });
  if (!opened) throw new AppError('wrong-credentials');
  await forgiveTries(deps.throttles, tried);
  await Promise.all(opened.ended.map((sessionId) => deps.onSessionEnded({ sessionId }, 'signed-out')));
  return opened;
}

/** While the password was checked it may have been changed, or the account suspended: then the check is void. */
async function stillTheSame(tx: Tx, checked: Account): Promise<Account | null> {
  const account = await lockAccount(tx, checked.userId);
  return account && account.passwordHash === checked.passwordHash && account.suspendedAt === null ? account : null;
}

/** @returns the new session, and those that made room for it */
async function openSession(
  tx: Tx,
  { userId }: Account,
  from: Caller,
  at: Date,
): Promise<OpenedSession & { ended: SessionId[] }> {
  const ended = await endLeastUsedSessions(tx, userId, SESSIONS_PER_PERSON - 1, at);
  const sessionId = await insertSession(tx, userId, from, at, new Date(at.getTime() + SESSION_DAYS * DAY_MS));
  const refreshToken = randomToken();
  await insertRefreshToken(tx, sessionId, refreshToken, at);
  await recordAudit(tx, { action: 'signed-in', at, actorId: userId, subjectId: userId, address: from.address });
  return { sessionId, refreshToken, ended };
}
