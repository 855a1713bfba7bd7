import type { AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { requireFactorMet } from './require-met.ts';
import { rightHash } from './right-hash.ts';
import type { SignInDeps } from './sign-in-deps.ts';
import { forgiveTries, takeTry } from './sign-in-throttles.ts';

/**
 * Asks the person themselves once more, before what an open page alone must not change.
 * @throws AppError 'wrong-credentials', 'second-factor-needed' or 'too-many-tries'
 */
export async function proveOwnPassword(
  { db, throttles }: Pick<SignInDeps, 'db' | 'throttles'>,
  asking: AskingUser,
  password: string,
): Promise<void> {
  requireFactorMet(asking);
  const tried = { account: asking.userId, address: asking.address, isKnownBrowser: false };
  await takeTry(throttles, tried);
  if ((await rightHash(db, asking.userId, password)) === null) throw new AppError('wrong-credentials');
  await forgiveTries(throttles, tried);
}
