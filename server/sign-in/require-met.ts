import type { AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';

/**
 * For what a password alone must not do to an account that has a second factor: else whoever learnt it throws the owner out.
 * @throws AppError 'second-factor-needed' in a sign-in where the code was not given yet
 */
export function requireFactorMet({ secondFactor }: Pick<AskingUser, 'secondFactor'>): void {
  if (secondFactor === 'unmet') throw new AppError('second-factor-needed');
}
