import type { Db } from '../../server/platform/database.ts';

/** Looks are never removed; a test that begins anew does it as only the database's owner can. */
export async function forgetLooks(db: Db): Promise<void> {
  await db.$executeRaw`ALTER TABLE viewing_session DISABLE TRIGGER USER`;
  await db.$executeRaw`DELETE FROM viewing_session`;
  await db.$executeRaw`ALTER TABLE viewing_session ENABLE TRIGGER USER`;
}
