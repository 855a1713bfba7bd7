import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { OnSessionEnded } from '../platform/effects.ts';
import type { AccessTokens } from './access-token.ts';
import type { SignInThrottles } from './sign-in-throttles.ts';

export type SignInDeps = {
  db: Db;
  now: Clock;
  tokens: AccessTokens;
  throttles: SignInThrottles;
  onSessionEnded: OnSessionEnded;
};

/** Where a request comes from, for the record and for its limits. */
export type Caller = { address: string; userAgent: string };
