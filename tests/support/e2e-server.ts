import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../scripts/free-port.ts';
import { childrenOf } from '../../scripts/processes.ts';
import { until } from './until.ts';

const PROJECT = join(import.meta.dirname, '../..');
const READY_WITHIN_MS = 60_000;

/** `node server/main.ts` as an installation runs it, as a process of its own: it can be killed like one. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** What it has logged so far, over all its lives. */
  readonly logged: () => string;
  /** Sends a signal and, when that ends it, waits for the end. */
  signal: (signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT') => Promise<void>;
  /** Starts it again with the same settings on the same port. */
  restart: () => Promise<void>;
  mediaPid: () => Promise<number>;
  workerPids: () => Promise<number[]>;
  stop: () => Promise<void>;
}

/** Starts an installation over this database, with more settings where a test needs them; the web pages must have been built. */
export async function startServerProcess(
  databaseUrl: string,
  more: Record<string, string> = {},
): Promise<ServerProcess> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'kanwa-e2e-'));
  const url = more['PUBLIC_URL'] ?? `http://localhost:${port}`;
  const settings = {
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: url,
    DATABASE_URL: databaseUrl,
    DATA_DIR: folder,
    KANWA_KEY: randomBytes(32).toString('hex'),
    MEDIA_PORT: '0',
    MEDIA_WORKERS: '1',
    LOG_LEVEL: 'info',
    ADMIN_SECOND_FACTOR: 'offered',
    ...more,
  };
  return runServer(url, ['server/main.ts'], settings, () => rmSync(folder, { recursive: true, force: true }));
}

/** Starts the demo nursery over an empty database of the test's, beside any demo that runs on this machine already. */
export async function startDemoProcess(databaseUrl: string): Promise<ServerProcess> {
  const port = await freePort();
  return runServer(`http://localhost:${port}`, ['tests/support/e2e-demo-main.ts', String(port), databaseUrl], {});
}

async function runServer(
  url: string,
  command: string[],
  settings: Record<string, string>,
  onStopped: () => void = () => undefined,
): Promise<ServerProcess> {
  if (!existsSync(join(PROJECT, 'web/dist/index.html'))) throw new Error('The pages are not built: npm run build');
  let log = '';
  const start = () => spawnServer(command, settings, (text) => (log += text));
  let child = await start();
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  const end = async (signal: NodeJS.Signals) => {
    if (isOver()) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  const mediaPid = () => until('the media process runs', () => childWith(child.pid!, 'media/node-main.ts'));
  return {
    url,
    get pid() {
      return child.pid!;
    },
    logged: () => log,
    signal: async (signal) => {
      if (signal === 'SIGKILL') await end(signal);
      else child.kill(signal);
    },
    restart: async () => {
      child = await start();
    },
    mediaPid,
    workerPids: async () =>
      (await childrenOf(await mediaPid()))
        .filter(({ command: line }) => line.includes('mediasoup-worker'))
        .map(({ pid }) => pid),
    stop: async () => {
      child.kill('SIGCONT');
      await end('SIGTERM');
      onStopped();
    },
  };
}

async function childWith(parentPid: number, part: string): Promise<number | undefined> {
  return (await childrenOf(parentPid)).find(({ command }) => command.includes(part))?.pid;
}

async function spawnServer(
  command: string[],
  settings: Record<string, string>,
  onLog: (text: string) => void,
): Promise<ChildProcess> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...command], {
    cwd: PROJECT,
    env: { PATH, HOME, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => onLog(chunk.toString()));
  const isReady = () => {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}: ${said}`);
    return said.includes('ready in');
  };
  await until('the server says that it is ready', isReady, READY_WITHIN_MS).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  return child;
}
