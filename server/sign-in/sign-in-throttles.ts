import type { Pool } from 'pg';
import { createThrottle, type Limit, type Throttle } from '../platform/throttle.ts';

export type SignInLimits = { accountAndAddress: Limit; address: Limit; account: Limit };

/**
 * An account is limited per address: whoever guesses from elsewhere does not lock its owner out. A whole office shares one
 * address, so that limit is wide, and only failures count. Whoever guesses from many addresses meets the limit of the
 * account; a browser that has signed in to it before does not.
 */
export const SIGN_IN_LIMITS: SignInLimits = {
  accountAndAddress: { tries: 8, windowSeconds: 900 },
  address: { tries: 100, windowSeconds: 900 },
  account: { tries: 100, windowSeconds: 3_600 },
};

export type SignInThrottles = Record<keyof SignInLimits, Throttle>;

export function createSignInThrottles(pool: Pool, limits: SignInLimits = SIGN_IN_LIMITS): SignInThrottles {
  return {
    accountAndAddress: createThrottle(pool, 'sign-in-account', limits.accountAndAddress),
    address: createThrottle(pool, 'sign-in-address', limits.address),
    account: createThrottle(pool, 'sign-in-everywhere', limits.account),
  };
}

export type Try = { account: string; address: string; isKnownBrowser: boolean };

/** Counts before the password is looked at, so that parallel guesses count too. @throws AppError 'too-many-tries' */
export async function takeTry(throttles: SignInThrottles, { account, address, isKnownBrowser }: Try): Promise<void> {
  await throttles.address.take(address);
  await throttles.accountAndAddress.take(account, address);
  if (!isKnownBrowser) await throttles.account.take(account);
}

/** What others have guessed at the account goes on counting: its owner's sign-in gives nobody new tries. */
export async function forgiveTries(throttles: SignInThrottles, tried: Try): Promise<void> {
  const { account, address, isKnownBrowser } = tried;
  await throttles.address.giveBack(address);
  await throttles.accountAndAddress.forget(account, address);
  if (!isKnownBrowser) await throttles.account.giveBack(account);
}
