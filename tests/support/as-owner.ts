import type { Db } from '../../server/platform/database.ts';

/**
 * The database remembers rights by its own clock. By the test's these guardians' rights, or everybody's, began, ended and
 * began again at this time at the latest.
 */
export async function rightsChangedBy(db: Db, at: Date, guardianshipId: string | null = null): Promise<void> {
  await db.$executeRaw`ALTER TABLE row_history DISABLE TRIGGER USER`;
  await db.$executeRaw`UPDATE row_history SET valid_from = least(valid_from, ${at}), valid_to = least(valid_to, ${at})
    WHERE table_name = 'guardianship' AND (${guardianshipId}::text IS NULL OR row_key = ${guardianshipId})`;
  await db.$executeRaw`ALTER TABLE row_history ENABLE TRIGGER USER`;
}

/** Looks are never removed; a test that begins anew does it as only the database's owner can. */
export async function forgetLooks(db: Db): Promise<void> {
  await db.$executeRaw`ALTER TABLE viewing_session DISABLE TRIGGER USER`;
  await db.$executeRaw`DELETE FROM viewing_session`;
  await db.$executeRaw`ALTER TABLE viewing_session ENABLE TRIGGER USER`;
}
