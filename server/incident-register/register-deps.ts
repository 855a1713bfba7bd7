import type { AskingUser } from '../platform/asking.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';

export type RegisterDeps = {
  db: Db;
  now: Clock;
  /** Who waited may have lost what they asked by. @throws AppError 'not-signed-in' */
  askAnew: (asking: AskingUser) => Promise<AskingUser>;
};
