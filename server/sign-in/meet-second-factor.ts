import { recordAudit } from '../audit/audit-store.ts';
import { appendEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { proveSecondFactor } from './prove-second-factor.ts';
import { factorTry, type SecondFactorDeps } from './second-factor-deps.ts';
import { lockFactor, markMet } from './second-factor-store.ts';
import { forgiveTries, takeTry } from './sign-in-throttles.ts';

/**
 * The second step of a sign-in: from now on its administrator's roles count.
 * @throws AppError 'wrong-second-factor' for a wrong, a used and a missing one alike; 'too-many-tries'
 */
export async function meetSecondFactor(deps: SecondFactorDeps, asking: AskingUser, code: string): Promise<void> {
  const { userId, sessionId, address } = asking;
  const tried = factorTry(asking);
  await takeTry(deps.factorThrottles, tried);
  const at = deps.now();
  const proof = await deps.db.$transaction(async (tx) => {
    const found = await proveSecondFactor(tx, deps.sealer, { userId, row: await lockFactor(tx, userId), code, at });
    if (found !== null && !(await markMet(tx, sessionId, at))) throw new AppError('not-signed-in');
    await recordAudit(tx, {
      action: found === null ? 'second-factor-failed' : 'second-factor-met',
      at,
      actorId: userId,
      subjectId: userId,
      address,
      ...(found && { details: { by: found } }),
    });
    if (found !== null) await appendEvent(tx, { type: 'access:changed', at, userId }); // sockets hear of more
    return found;
  });
  if (proof === null) throw new AppError('wrong-second-factor');
  await forgiveTries(deps.factorThrottles, tried);
}
