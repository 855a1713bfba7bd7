import type { Pool } from 'pg';
import { createThrottle, type Limit, type Throttle } from '../platform/throttle.ts';

export type SignInLimits = { accountAndAddress: Limit; address: Limit };

/**
 * An account is limited per address: whoever guesses from elsewhere never locks its owner out. A whole office shares one
 * address, so that limit is wide, and only failures count.
 */
export const SIGN_IN_LIMITS: SignInLimits = {
  accountAndAddress: { tries: 8, windowSeconds: 900 },
  address: { tries: 100, windowSeconds: 900 },
};

export type SignInThrottles = { accountAndAddress: Throttle; address: Throttle };

export function createSignInThrottles(pool: Pool, limits: SignInLimits = SIGN_IN_LIMITS): SignInThrottles {
  return {
    accountAndAddress: createThrottle(pool, 'sign-in-account', limits.accountAndAddress),
    address: createThrottle(pool, 'sign-in-address', limits.address),
  };
}

/** Counts before the password is looked at, so that parallel guesses count too. @throws AppError 'too-many-tries' */
export async function takeTry(throttles: SignInThrottles, account: string, address: string): Promise<void> {
  await throttles.address.take(address);
  await throttles.accountAndAddress.take(account, address);
}

export async function forgiveTries(throttles: SignInThrottles, account: string, address: string): Promise<void> {
  await throttles.address.giveBack(address);
  await throttles.accountAndAddress.forget(account, address);
}
