// Writes the migration that leads from prisma/migrations to prisma/schema.prisma: npm run db:migrate -- <name>
// Needs no database of yours: it compares against a throwaway one, and tries the new step there.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedDatabase } from '../server/platform/embedded-database.ts';
import { ensureDatabase, migrate } from '../server/platform/migrate.ts';

const MIGRATIONS = 'prisma/migrations';
const NO_DIFFERENCE = 0;
const DIFFERENCE = 2;

const name = process.argv[2] ?? '';
if (/^[a-z][a-z0-9_]*$/.test(name)) await withThrowawayDatabase(writeMigration);
else {
  console.error('Give the migration a name of small letters, digits and _: npm run db:migrate -- pause_reasons');
  process.exitCode = 1;
}

async function withThrowawayDatabase(use: (url: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kanwa-migration-'));
  const server = await startEmbeddedDatabase(folder, { settings: { fsync: 'off' } });
  try {
    await ensureDatabase(server.url('kanwa'));
    await use(server.url('kanwa'));
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function writeMigration(url: string): Promise<void> {
  await migrate(url, MIGRATIONS);
  const diff = compareWithSchema(url, ['--script']);
  if (diff.status === NO_DIFFERENCE) {
    console.log('The schema has not changed: nothing to migrate.');
    return;
  }
  if (diff.status !== DIFFERENCE) throw new Error(`prisma migrate diff failed: ${diff.stderr}`);
  const folder = join(MIGRATIONS, `${timestamp(new Date())}_${name}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'migration.sql'), diff.stdout);
  await migrate(url, MIGRATIONS);
  console.log(
    `${folder}/migration.sql is written and applies to an empty database. Read it: with rows it may need more.`,
  );
}

function compareWithSchema(url: string, options: string[]) {
  const diff = ['migrate', 'diff', '--from-config-datasource', '--to-schema', 'prisma/schema.prisma', '--exit-code'];
  return spawnSync(process.execPath, ['scripts/prisma.mjs', ...diff, ...options], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: url },
  });
}

/** 20260307091500: the order of migrations is the order of their names. */
function timestamp(now: Date): string {
  return now.toISOString().replaceAll(/\D/g, '').slice(0, 14);
}
