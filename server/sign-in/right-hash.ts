import type { UserId } from '../contract/ids.ts';
import type { Db } from '../platform/database.ts';
import { isSecret } from '../platform/secret-hash.ts';
import { passwordHashOf } from './sessions-store.ts';

/**
 * The hash that this password was right for; null for a wrong one. Ask before the account's row is held, so that nobody
 * waits for the costly check, and compare with the row then: meanwhile the password may have been changed.
 */
export async function rightHash(db: Db, userId: UserId, password: string): Promise<string | null> {
  const hash = await passwordHashOf(db, userId);
  return (await isSecret(hash, password)) ? hash : null;
}
