import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, DatabaseError } from 'pg';

/** Prisma Migrate's own lock and table, so that its command line can be used on the same database. */
const PRISMA_MIGRATE_LOCK = 72_707_369;
const MIGRATIONS_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

type Migration = { name: string; sql: string; checksum: string };
type AppliedRow = { migration_name: string; finished_at: Date | null; checksum: string };

const NO_SUCH_DATABASE = '3D000';
/** CREATE DATABASE says either when another process creates the same one at that moment. */
const CREATED_ALREADY = ['42P04', '23505'];

/**
 * Creates the database that `url` names when its server has none of that name. Where it exists already its user needs no
 * right to enter any other.
 */
export async function ensureDatabase(url: string): Promise<void> {
  try {
    await withClient(url, () => Promise.resolve());
  } catch (error) {
    if (codeOf(error) !== NO_SUCH_DATABASE) throw error;
    await createDatabase(url);
  }
}

async function createDatabase(url: string): Promise<void> {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  const maintenance = new URL(url);
  maintenance.pathname = '/postgres';
  await withClient(maintenance.href, async (client) => {
    try {
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    } catch (error) {
      if (!CREATED_ALREADY.includes(codeOf(error))) throw error;
    }
  });
}

const codeOf = (error: unknown): string => (error instanceof DatabaseError && error.code) || '';

/**
 * Brings the database at `url` up to the last migration in `folder` (prisma/migrations), each in a transaction of its own.
 * Several processes may call it at once: one works, the others wait and find nothing left to do.
 * @returns the names of those applied now, oldest first.
 * @throws Error when a migration fails, failed earlier, or was edited after it had been applied.
 */
export async function migrate(url: string, folder: string): Promise<string[]> {
  return withClient(url, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_MIGRATE_LOCK]); // released with the connection
    await client.query(MIGRATIONS_TABLE);
    const waiting = await pendingMigrations(client, readMigrations(folder));
    for (const migration of waiting) await applyMigration(client, migration);
    return waiting.map(({ name }) => name);
  });
}

async function withClient<T>(url: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .sort()
    .filter((name) => existsSync(join(folder, name, 'migration.sql')))
    .map((name) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

async function pendingMigrations(client: Client, migrations: Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<AppliedRow>(
    'SELECT migration_name, finished_at, checksum FROM "_prisma_migrations" WHERE rolled_back_at IS NULL',
  );
  const unfinished = rows.find((row) => row.finished_at === null);
  if (unfinished) {
    throw new Error(
      `Migration ${unfinished.migration_name} failed earlier. ` +
        'Mend the database, then tell: npm run prisma -- migrate resolve --help',
    );
  }
  const applied = new Map(rows.map((row) => [row.migration_name, row.checksum]));
  const edited = migrations.find(({ name, checksum }) => (applied.get(name) ?? checksum) !== checksum);
  if (edited)
    throw new Error(`Migration ${edited.name} was edited after this database had applied it. Write a new one.`);
  return migrations.filter(({ name }) => !applied.has(name));
}

/** The step and its record come together or not at all. */
async function applyMigration(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined); // a lost connection has rolled back by itself
    throw new Error(`Migration ${name} failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
