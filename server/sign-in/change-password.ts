import { recordAudit } from '../audit/audit-store.ts';
import type { AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { hashSecret } from '../platform/secret-hash.ts';
import { requireFactorMet } from './require-met.ts';
import { rightHash } from './right-hash.ts';
import { endSessions, lockAccount, setPasswordHash } from './sessions-store.ts';
import type { SignInDeps } from './sign-in-deps.ts';
import { forgiveTries, takeTry } from './sign-in-throttles.ts';

/**
 * Changes one's own password and ends every other session: whoever knew the old one is out.
 * @throws AppError 'wrong-credentials', 'second-factor-needed' or 'too-many-tries'
 */
export async function changePassword(
  deps: SignInDeps,
  asking: AskingUser,
  input: { current: string; next: string },
): Promise<void> {
  requireFactorMet(asking);
  const { userId, sessionId, address } = asking;
  const tried = { account: userId, address, isKnownBrowser: false };
  await takeTry(deps.throttles, tried);
  const checked = await rightHash(deps.db, userId, input.current);
  const nextHash = await hashSecret(input.next);
  const at = deps.now();
  const ended = await deps.db.$transaction(async (tx) => {
    const account = await lockAccount(tx, userId);
    if (checked === null || account?.passwordHash !== checked) return null;
    await setPasswordHash(tx, userId, nextHash);
    await recordAudit(tx, { action: 'password-changed', at, actorId: userId, subjectId: userId, address });
    return endSessions(tx, { userId, id: { not: sessionId } }, 'password-changed', at);
  });
  if (!ended) throw new AppError('wrong-credentials');
  await forgiveTries(deps.throttles, tried);
  await Promise.all(ended.map((id) => deps.onSessionEnded({ sessionId: id }, 'signed-out')));
}
