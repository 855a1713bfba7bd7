import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

const ROLE = 'kanwa_app';
const HAS_ROLE = 'SELECT 1 FROM pg_roles WHERE rolname = $1';

/**
 * Makes the role that the service works as in a database of its own: it reads and writes rows and nothing else. It can
 * neither change a table, nor switch off the triggers that keep records from being changed, nor reach the server's files.
 * Its password is new at every start.
 * @param ownerUrl the migrated database, as its owner
 * @returns the database's address as that role
 */
export async function appRoleUrl(ownerUrl: string): Promise<string> {
  const password = randomBytes(24).toString('hex');
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    if ((await client.query(HAS_ROLE, [ROLE])).rowCount === 0) await client.query(`CREATE ROLE ${ROLE}`);
    await client.query(`
      ALTER ROLE ${ROLE} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '${password}';
      REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${ROLE};
      GRANT USAGE ON SCHEMA public TO ${ROLE};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${ROLE};
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${ROLE};
      REVOKE ALL ON "_prisma_migrations" FROM ${ROLE};
      REVOKE INSERT, UPDATE, DELETE ON row_history FROM ${ROLE};
      GRANT USAGE ON SCHEMA past TO ${ROLE};
      GRANT SELECT ON ALL TABLES IN SCHEMA past TO ${ROLE};
      GRANT USAGE ON SCHEMA pgboss TO ${ROLE};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO ${ROLE}`);
  } finally {
    await client.end();
  }
  const url = new URL(ownerUrl);
  url.username = ROLE;
  url.password = password;
  return url.href;
}
