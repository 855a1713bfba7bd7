import { recordAudit } from '../audit/audit-store.ts';
import type { SecondFactorBegun } from '../contract/second-factor.ts';
import { appendEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { boundToUser, proveCode } from './prove-second-factor.ts';
import { newRecoveryCodes } from './recovery-codes.ts';
import type { SecondFactorDeps } from './second-factor-deps.ts';
import { keepPendingSecret, lockFactor, markMet, replaceRecoveryCodes, startFactor } from './second-factor-store.ts';
import { forgiveTries, takeTry } from './sign-in-throttles.ts';
import { describeTotp, newTotpSecret } from './totp.ts';

/** Makes a secret that counts from its first right code on. @throws AppError 'conflict' for who has a second factor already */
export async function beginSecondFactor(deps: SecondFactorDeps, { userId }: AskingUser): Promise<SecondFactorBegun> {
  const secret = newTotpSecret();
  const { username } = await deps.db.$transaction(async (tx) => {
    const row = await lockFactor(tx, userId);
    if (row.totpSince !== null) throw new AppError('conflict');
    await keepPendingSecret(tx, userId, deps.sealer.seal(boundToUser(userId), secret));
    return row;
  });
  return describeTotp(secret, username);
}

/**
 * The first right code: from now on the account has a second factor, met in this sign-in and in no other.
 * @returns the recovery codes, this once
 * @throws AppError 'wrong-second-factor', also when nothing was begun; 'too-many-tries', or 'conflict' when it is set up already
 */
export async function confirmSecondFactor(deps: SecondFactorDeps, asking: AskingUser, code: string): Promise<string[]> {
  const { userId, sessionId, address } = asking;
  const tried = { account: userId, address, isKnownBrowser: false };
  await takeTry(deps.factorThrottles, tried);
  const at = deps.now();
  const codes = newRecoveryCodes();
  const isRight = await deps.db.$transaction(async (tx) => {
    const row = await lockFactor(tx, userId);
    if (row.totpSince !== null) throw new AppError('conflict');
    const act = { at, actorId: userId, subjectId: userId, address };
    if (!(await proveCode(tx, deps.sealer, { userId, row, code, at }))) {
      await recordAudit(tx, { action: 'second-factor-failed', ...act });
      return false;
    }
    await startFactor(tx, userId, at);
    await replaceRecoveryCodes(tx, userId, codes, at);
    if (!(await markMet(tx, sessionId, at))) throw new AppError('not-signed-in');
    await recordAudit(tx, { action: 'second-factor-set-up', ...act });
    await appendEvent(tx, { type: 'access:changed', at, userId });
    return true;
  });
  if (!isRight) throw new AppError('wrong-second-factor');
  await forgiveTries(deps.factorThrottles, tried);
  await deps.onFactsChanged({ userId }); // what an administrator watches in another sign-in waits for the code there, too
  return codes;
}
