import type { Pool } from 'pg';
import type { AskingUser } from '../platform/asking.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { OnFactsChanged } from '../platform/effects.ts';
import type { Sealer } from '../platform/sealer.ts';
import { createThrottle } from '../platform/throttle.ts';
import type { SignInThrottles, Try } from './sign-in-throttles.ts';

export type SecondFactorDeps = {
  db: Db;
  now: Clock;
  /** Opens and closes the secrets; its key is not in the database. */
  sealer: Sealer;
  factorThrottles: SignInThrottles;
  onFactsChanged: OnFactsChanged;
};

/** Tighter than for passwords: of a million codes three are right, and whoever asks knows the password already. */
export function createFactorThrottles(pool: Pool): SignInThrottles {
  return {
    accountAndAddress: createThrottle(pool, 'factor-account', { tries: 8, windowSeconds: 900 }),
    address: createThrottle(pool, 'factor-address', { tries: 100, windowSeconds: 900 }),
    account: createThrottle(pool, 'factor-everywhere', { tries: 30, windowSeconds: 3_600 }),
  };
}

/**
 * What is tried with the password alone counts apart from what is tried after the code: whoever learnt the password locks
 * nobody out of a sign-in that has given it.
 */
export const factorTry = ({ userId, address, secondFactor }: AskingUser): Try => ({
  account: secondFactor === 'unmet' ? `unmet ${userId}` : userId,
  address,
  isKnownBrowser: false,
});
