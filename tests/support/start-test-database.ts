import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedDatabase, type EmbeddedDatabase } from '../../server/platform/embedded-database.ts';
import { ensureDatabase, migrate } from '../../server/platform/migrate.ts';

declare global {
  /** The one PostgreSQL of this run; jest keeps it between start and stop, tests see only its address. */
  var testDatabase: { server: EmbeddedDatabase; folder: string; suites: number } | undefined;
}

const FOLDER_PREFIX = 'kanwa-test-database-';
/** Linux's file system in memory: a database of its own for a test is a thousand files, 0.6 s on a disk and 0.1 s here. */
const IN_MEMORY = '/dev/shm';
/** What the databases of a run and their log need, twice over. */
const ROOM_BYTES = 4 * 2 ** 30;
/** Test data need not outlive a power cut. Commits keep their time: what must happen soon after one is measured from it. */
const FORGETFUL = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_connections: '100',
  track_commit_timestamp: 'on',
};

/** Jest's globalSetup, called once for each suite with a database; the first call starts it. */
export default async function startTestDatabase(): Promise<void> {
  if (globalThis.testDatabase) {
    globalThis.testDatabase.suites += 1;
    return;
  }
  await clearAbandoned();
  const folder = mkdtempSync(join(hasRoomInMemory() ? IN_MEMORY : tmpdir(), `${FOLDER_PREFIX}${process.pid}-`));
  const server = await startEmbeddedDatabase(folder, { settings: FORGETFUL });
  globalThis.testDatabase = { server, folder, suites: 1 };
  await ensureDatabase(server.url('template_kanwa'));
  await migrate(server.url('template_kanwa'), 'prisma/migrations');
  process.env.TEST_DATABASE_SERVER = server.url('postgres');
}

function hasRoomInMemory(): boolean {
  if (!existsSync(IN_MEMORY)) return false;
  const { bavail, bsize } = statfsSync(IN_MEMORY);
  return Math.min(bavail * bsize, freemem()) > ROOM_BYTES;
}

/** An interrupted run tears nothing down: its PostgreSQL is ended by the next run. */
async function clearAbandoned(): Promise<void> {
  const places = [tmpdir(), IN_MEMORY].filter(existsSync);
  for (const [place, name] of places.flatMap((place) => readdirSync(place).map((name) => [place, name] as const))) {
    if (!name.startsWith(FOLDER_PREFIX) || isRunning(Number(name.slice(FOLDER_PREFIX.length).split('-')[0]))) continue;
    const folder = join(place, name);
    const server = await startEmbeddedDatabase(folder).catch(() => null); // half made, or another run clears it
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
