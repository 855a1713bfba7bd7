import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { type Account, findPostgresBinaries, mayRead, postgresAccount } from './postgres-binaries.ts';

const ANSWER_WITHIN_MS = 30_000;
const ONE_OWNER_LOCK = 582_317;
const runFile = promisify(execFile);

export type EmbeddedDatabase = {
  readonly port: number;
  /** Address of a database in this server; holds the password, so it is never logged. */
  url: (database: string) => string;
  /** Ends PostgreSQL after a last checkpoint. Any number of times. */
  stop: () => Promise<void>;
};

export type EmbeddedDatabaseOptions = {
  /** PostgreSQL settings for this run, on top of ours; tests switch durability off with them. */
  settings?: Record<string, string>;
};

/**
 * Runs a private PostgreSQL on loopback whose data lie in `folder`, which is made when it is not there.
 * One that a killed process left running is taken over with everything it has acknowledged.
 * @throws Error with a sentence for the person at the keyboard: folder out of reach, already in use, did not start.
 */
export async function startEmbeddedDatabase(
  folder: string,
  { settings = {} }: EmbeddedDatabaseOptions = {},
): Promise<EmbeddedDatabase> {
  const cluster = openCluster(resolve(folder));
  await createData(cluster);
  const password = readFileSync(cluster.passwordFile, 'utf8').trim();
  const urlAt = (at: number, database: string) => `postgresql://postgres:${password}@127.0.0.1:${at}/${database}`;
  const { port, owner } = await findOrStart(cluster, settings, (at) => urlAt(at, 'postgres'));
  const url = (database: string) => urlAt(port, database);

  let stopping: Promise<void> | null = null;
  const stop = async () => {
    await owner.end().catch(() => undefined); // it may be gone already: pg_ctl below is what counts
    if ((await runningPort(cluster)) !== null)
      await run(cluster, 'pg_ctl', ['-D', cluster.data, '-m', 'fast', '-w', 'stop']);
  };
  return { port, url, stop: () => (stopping ??= stop()) };
}

/**
 * The database of a service that runs, or ran, on this folder; nothing is started and nothing made.
 * @returns its address, which may answer no longer, or null when no server is at work there
 */
export function addressOfRunning(folder: string, database: string): string | null {
  const postmaster = join(resolve(folder), 'data', 'postmaster.pid');
  if (!existsSync(postmaster)) return null;
  const password = readFileSync(join(resolve(folder), 'password'), 'utf8').trim();
  const port = Number(readFileSync(postmaster, 'utf8').split('\n')[3]);
  return `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;
}

export const isDatabaseThere = (folder: string): boolean => existsSync(join(resolve(folder), 'data', 'PG_VERSION'));

type Cluster = {
  folder: string;
  data: string;
  passwordFile: string;
  log: string;
  binaries: string;
  account: Account | null;
};

function openCluster(folder: string): Cluster {
  const account = postgresAccount();
  mkdirSync(dirname(folder), { recursive: true }); // open to pass through, unlike the folder itself
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account) {
    chownSync(folder, account.uid, account.gid);
    if (!mayRead(folder, account)) {
      throw new Error(
        `The database cannot use ${folder}: it does not run as root, and only root may enter there or in a folder above. ` +
          'Choose a data folder outside of root’s home, /var/lib/kanwa for example.',
      );
    }
  }
  return {
    folder,
    data: join(folder, 'data'),
    passwordFile: join(folder, 'password'),
    log: join(folder, 'postgres.log'),
    binaries: findPostgresBinaries(folder, account),
    account,
  };
}

async function run(cluster: Cluster, program: string, args: string[]): Promise<void> {
  await runFile(join(cluster.binaries, program), args, {
    ...cluster.account,
    cwd: cluster.folder,
    env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' },
  });
}

/** Makes the data beside its final place first: an initdb broken off half-way leaves nothing that looks whole. */
async function createData(cluster: Cluster): Promise<void> {
  if (existsSync(join(cluster.data, 'PG_VERSION'))) return;
  const unfinished = `${cluster.data}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  writeFileSync(cluster.passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
  if (cluster.account) chownSync(cluster.passwordFile, cluster.account.uid, cluster.account.gid);
  await run(cluster, 'initdb', [
    ...['-D', unfinished, '-U', 'postgres', `--pwfile=${cluster.passwordFile}`, '--auth=scram-sha-256'],
    ...['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
  ]);
  renameSync(unfinished, cluster.data);
}

/** One that was killed a moment ago still counts as running for that moment: then another one is started. */
async function findOrStart(
  cluster: Cluster,
  settings: Record<string, string>,
  urlAt: (port: number) => string,
): Promise<{ port: number; owner: Client }> {
  const running = await runningPort(cluster);
  const found = running === null ? null : await becomeOwner(urlAt(running), cluster);
  if (running !== null && found) return { port: running, owner: found };
  const port = await startServer(cluster, settings);
  const owner = await becomeOwner(urlAt(port), cluster);
  if (owner === null) throw new Error(`The embedded PostgreSQL ended at once; ${cluster.log} says why.`);
  return { port, owner };
}

async function runningPort(cluster: Cluster): Promise<number | null> {
  try {
    await run(cluster, 'pg_ctl', ['-D', cluster.data, 'status']);
  } catch {
    return null;
  }
  return Number(readFileSync(join(cluster.data, 'postmaster.pid'), 'utf8').split('\n')[3]);
}

async function startServer(cluster: Cluster, settings: Record<string, string>): Promise<number> {
  const port = await freePort();
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: "''",
    max_connections: '50',
    shared_buffers: '64MB',
    ...settings,
  };
  const options = [`-p ${port}`, ...Object.entries(all).map(([name, value]) => `-c ${name}=${value}`)].join(' ');
  try {
    await run(cluster, 'pg_ctl', ['-D', cluster.data, '-l', cluster.log, '-w', '-t', '60', 'start', '-o', options]);
  } catch (cause) {
    throw new Error(`The embedded PostgreSQL did not start; ${cluster.log} says why.`, { cause });
  }
  return port;
}

/**
 * Holds a lock in the server itself, so that a second process on the same folder is told so instead of stopping the
 * first one's database when it leaves. The lock goes with its holder, however that ends.
 * @returns null when the server has ended meanwhile
 */
async function becomeOwner(url: string, cluster: Cluster): Promise<Client | null> {
  const { folder, data } = cluster;
  const deadline = performance.now() + ANSWER_WITHIN_MS;
  for (;;) {
    const client = new Client({ connectionString: url, application_name: 'kanwa-owner' });
    client.on('error', () => undefined); // the database went away; whoever uses it next says so
    try {
      await client.connect();
      const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [
        ONE_OWNER_LOCK,
      ]);
      if (rows[0]?.held) return client;
    } catch (cause) {
      if ((await runningPort(cluster)) === null) return null;
      if (performance.now() > deadline) {
        throw new Error(`PostgreSQL does not answer, though ${join(data, 'postmaster.pid')} says that it runs.`, {
          cause,
        });
      }
      await sleep(200); // one taken over may still be recovering
      continue;
    }
    await client.end();
    throw new Error(`Another Kanwa already uses the data folder ${folder}. Stop it first, or choose another folder.`);
  }
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer().once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => found(port));
    });
  });
}
