import { recordAudit } from '../audit/audit-store.ts';
import type { ProveAll } from '../contract/second-factor.ts';
import { appendEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { proveSecondFactor } from './prove-second-factor.ts';
import { newRecoveryCodes } from './recovery-codes.ts';
import { rightHash } from './right-hash.ts';
import { factorTry, type SecondFactorDeps } from './second-factor-deps.ts';
import { clearFactor, lockFactor, replaceRecoveryCodes } from './second-factor-store.ts';
import { forgiveTries, takeTry } from './sign-in-throttles.ts';

/** New codes; the old ones are good no more. @throws AppError 'wrong-credentials', 'wrong-second-factor', 'too-many-tries' */
export async function renewRecoveryCodes(
  deps: SecondFactorDeps,
  asking: AskingUser,
  proofs: ProveAll,
): Promise<string[]> {
  const { userId, address } = asking;
  const codes = newRecoveryCodes();
  await withBothProofs(deps, asking, proofs, async (tx, at) => {
    await replaceRecoveryCodes(tx, userId, codes, at);
    await recordAudit(tx, { action: 'recovery-codes-renewed', at, actorId: userId, subjectId: userId, address });
  });
  return codes;
}

/**
 * Switches one's own second factor off, for a new telephone. Where one is needed, a new one has to be set up first thing.
 * @throws AppError as `renewRecoveryCodes`
 */
export async function switchSecondFactorOff(
  deps: SecondFactorDeps,
  asking: AskingUser,
  proofs: ProveAll,
): Promise<void> {
  const { userId, address } = asking;
  await withBothProofs(deps, asking, proofs, async (tx, at) => {
    await clearFactor(tx, userId);
    await recordAudit(tx, { action: 'second-factor-off', at, actorId: userId, subjectId: userId, address });
    await appendEvent(tx, { type: 'access:changed', at, userId });
  });
  await deps.onFactsChanged({ userId });
}

type Act = (tx: Tx, at: Date) => Promise<void>;

/** A wrong password uses no code up. It is checked before the account's row is held, since that takes its time. */
async function withBothProofs(
  deps: SecondFactorDeps,
  asking: AskingUser,
  { password, code }: ProveAll,
  act: Act,
): Promise<void> {
  const { userId, address } = asking;
  const tried = factorTry(asking);
  await takeTry(deps.factorThrottles, tried);
  const checked = await rightHash(deps.db, userId, password);
  const at = deps.now();
  const wrong = await deps.db.$transaction(async (tx) => {
    const row = await lockFactor(tx, userId);
    const isRight = row.passwordHash === checked; // or another's by now
    const proof = isRight ? await proveSecondFactor(tx, deps.sealer, { userId, row, code, at }) : null;
    if (proof === null) {
      await recordAudit(tx, { action: 'second-factor-failed', at, actorId: userId, subjectId: userId, address });
      return isRight ? 'wrong-second-factor' : 'wrong-credentials';
    }
    await act(tx, at);
    return null;
  });
  if (wrong !== null) throw new AppError(wrong);
  await forgiveTries(deps.factorThrottles, tried);
}
