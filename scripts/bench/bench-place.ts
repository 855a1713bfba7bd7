import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Pool } from 'pg';
import { sealAll } from '../../server/audit/seal-entries.ts';
import { loadConfig } from '../../server/config.ts';
import { type Database, openDatabase } from '../../server/platform/database.ts';
import { startEmbeddedDatabase } from '../../server/platform/embedded-database.ts';
import { createLog } from '../../server/platform/log.ts';
import { ensureDatabase, migrate } from '../../server/platform/migrate.ts';
import { startService } from '../../server/service.ts';
import { freePort } from '../free-port.ts';
import { adminName, BENCH_PASSWORD, fillNursery } from './fill-nursery.ts';
import { atEnd } from './started.ts';

const MIGRATIONS = path.join(import.meta.dirname, '../../prisma/migrations');

type Asked = {
  method?: string;
  body?: Uint8Array<ArrayBuffer> | null;
  type?: string;
  answer?: 'json' | 'bytes';
  /** On a connection of its own: one that is kept may be closed while seconds are spent elsewhere. */
  isAlone?: boolean;
};

/** A filled nursery with a database of its own, as durable as an installation's, and the whole service over it. */
export type BenchPlace = {
  database: Database;
  url: string;
  /** PostgreSQL's first process. */
  databasePid: number;
  /** Signs in the administrator of a site. @returns what asks as them */
  admin: (site: number) => Promise<(path: string, asked?: Asked) => Promise<unknown>>;
  close: () => Promise<void>;
};

/** How many sites are filled, and what else is to be there before the service begins to look. */
type Filling = { sites?: number; more?: (pool: Pool) => Promise<void> };

export async function openBenchPlace(filling: Filling = {}): Promise<BenchPlace> {
  const opening = openOrClose(filling);
  const close = atEnd(() =>
    opening.then(
      (place) => place.close(),
      () => undefined, // it has closed what it had opened
    ),
  );
  return { ...(await opening), close };
}

async function openOrClose(filling: Filling): Promise<BenchPlace> {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const closeIt of closers.splice(0).reverse()) await closeIt();
  };
  try {
    return { ...(await open(closers, filling)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(closers: (() => Promise<void>)[], { sites, more }: Filling): Promise<Omit<BenchPlace, 'close'>> {
  const folder = temporaryFolder(closers);
  // Its own, since PostgreSQL does not run as root and has to get there.
  const databaseFolder = temporaryFolder(closers);
  const server = await startEmbeddedDatabase(databaseFolder);
  closers.push(server.stop);
  const databaseUrl = server.url('kanwa');
  await ensureDatabase(databaseUrl);
  await migrate(databaseUrl, MIGRATIONS);
  const database = openDatabase(databaseUrl);
  closers.push(database.close);
  await fillNursery(database.pool, sites);
  await more?.(database.pool);
  await sealAll(database.db); // else the first rows would be measured beside it
  const port = String(await freePort());
  const url = `http://localhost:${port}`;
  const settings = { PORT: port, HOST: '127.0.0.1', PUBLIC_URL: url, DATABASE_URL: databaseUrl, DATA_DIR: folder };
  // A code from a telephone is no part of what is measured.
  const config = loadConfig({
    ...settings,
    ADMIN_SECOND_FACTOR: 'offered',
    MEDIA_PORT: '0',
    MEDIA_WORKERS: '1',
    LOG_LEVEL: 'silent',
  });
  // Without cameras to ask: theirs have no address, and would only be tried again and again.
  const service = await startService(config, createLog('silent'));
  closers.push(service.stop);
  const databasePid = Number(readFileSync(path.join(databaseFolder, 'data/postmaster.pid'), 'utf8').split('\n')[0]);
  return { database, url, databasePid, admin: (site) => signIn(url, adminName(site)) };
}

function temporaryFolder(closers: (() => Promise<void>)[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'kanwa-bench-'));
  closers.push(async () => {
    await rm(folder, { recursive: true, force: true });
  });
  return folder;
}

async function signIn(url: string, username: string) {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ username, password: BENCH_PASSWORD });
  const answer = await fetch(`${url}/api/session`, { method: 'POST', headers, body });
  const { accessToken } = (await answer.json()) as { accessToken: string };
  return async (
    asked: string,
    { method = 'GET', body = null, type = '', answer: as = 'json', isAlone }: Asked = {},
  ) => {
    const given = await fetch(url + asked, {
      method,
      body,
      headers: {
        authorization: `Bearer ${accessToken}`,
        ...(type !== '' && { 'content-type': type }),
        ...(isAlone && { connection: 'close' }),
      },
    });
    if (!given.ok) throw new Error(`${asked}: ${String(given.status)} ${await given.text()}`);
    return as === 'bytes' ? given.arrayBuffer() : ((await given.json()) as unknown);
  };
}
