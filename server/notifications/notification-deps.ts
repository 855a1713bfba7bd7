import type { Pool } from 'pg';
import type { SessionId, UserId } from '../contract/ids.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import type { Sealer } from '../platform/sealer.ts';
import { createThrottle, type Throttle } from '../platform/throttle.ts';
import type { Mailer } from './mailer.ts';
import type { PushDeps } from './send-push.ts';
import type { HeardAs } from './what-to-tell.ts';

/** Who would read it: a sign-in's browser, or a person's mailbox. */
export type Reader = { sessionId: SessionId } | { userId: UserId };

export type SendingDeps = {
  db: Db;
  now: Clock;
  log: Log;
  push: PushDeps;
  /** null: no mail server is set, and there is no e-mail. */
  mailer: Mailer | null;
  /** The service's own address, for links in mails. */
  address: string;
  /** Subscriptions at rest. */
  sealer: Sealer;
  /** As what this reader hears of the event at this moment; null: not at all. The feed's own judge. */
  hearsAs: (reader: Reader, position: number) => Promise<HeardAs | 'staff' | null>;
};

export type NotificationDeps = SendingDeps & {
  throttles: NotificationThrottles;
  /** For codes that are sent by mail. */
  codeKey: Buffer;
  /** @throws AppError 'second-factor-needed' */
  requireFactorMet: (asking: AskingUser) => void;
};

export type NotificationThrottles = Record<keyof typeof LIMITS, Throttle>;

const LIMITS = {
  /** Codes that a person asks for, and that go to one address, whoever asks: nobody's mailbox is filled by us. */
  codesAsked: { tries: 5, windowSeconds: 3_600 },
  codesTo: { tries: 5, windowSeconds: 86_400 },
  codesTried: { tries: 8, windowSeconds: 3_600 },
  trials: { tries: 5, windowSeconds: 600 },
  browsers: { tries: 30, windowSeconds: 3_600 },
} as const;

export const createNotificationThrottles = (pool: Pool): NotificationThrottles => ({
  codesAsked: createThrottle(pool, 'email-code-asked', LIMITS.codesAsked),
  codesTo: createThrottle(pool, 'email-code-to', LIMITS.codesTo),
  codesTried: createThrottle(pool, 'email-code-tried', LIMITS.codesTried),
  trials: createThrottle(pool, 'notification-trial', LIMITS.trials),
  browsers: createThrottle(pool, 'push-subscribe', LIMITS.browsers),
});
