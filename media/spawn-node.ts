import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { MediaLog } from './log.ts';
import type { GivenMediaSettings } from './settings.ts';

const NODE_MAIN = fileURLToPath(new URL('./node-main.ts', import.meta.url));
const RESTART_FIRST_MS = 200;
const RESTART_MAX_MS = 5_000;
/** One that ran this long had no lasting trouble. */
const SETTLED_AFTER_MS = 30_000;
/** Longer than the node's own deadline, which ends its workers in order. */
const STOP_GRACE_MS = 6_000;

export type SpawnMediaNodeOptions = {
  /** Of the server to dial: `RemoteMedia.address`. */
  address: string;
  key: string;
  settings: GivenMediaSettings;
  /** What the child may know of our environment, for example PATH. Never the server's secrets. */
  environment: Readonly<Record<string, string | undefined>>;
  log: MediaLog;
};

/** A media node as a child process. `stop()` may be called at any time, any number of times. */
export interface SpawnedNode {
  /** Of the process that runs now; undefined between two. */
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

/** Starts the node and starts it again whenever it ends. When this process ends, however it does, the node ends too. */
export function spawnMediaNode(options: SpawnMediaNodeOptions): SpawnedNode {
  const { log } = options;
  let child: ChildProcess | null = null;
  let restart: NodeJS.Timeout | undefined;
  let waitMs = 0;
  let isStopped = false;

  const start = () => {
    const startedAt = performance.now();
    const started = startChild(options);
    child = started;
    started.once('error', (error) => log.error({ err: error }, 'media node did not start'));
    started.once('close', (code, signal) => {
      child = null;
      if (isStopped) return;
      const hadSettled = performance.now() - startedAt > SETTLED_AFTER_MS;
      waitMs = hadSettled ? RESTART_FIRST_MS : Math.min(Math.max(waitMs * 2, RESTART_FIRST_MS), RESTART_MAX_MS);
      log.error({ code, signal, waitMs }, 'media node ended, starting it again');
      restart = setTimeout(start, waitMs);
    });
  };
  start();
  return {
    get pid() {
      return child?.pid;
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(restart);
      if (child) await endChild(child);
    },
  };
}

function startChild({ address, key, settings, environment }: SpawnMediaNodeOptions): ChildProcess {
  return spawn(process.execPath, [NODE_MAIN], {
    // The key by environment: arguments are seen by everyone on this machine.
    env: {
      ...environment,
      KANWA_MEDIA_SERVER: address,
      KANWA_MEDIA_KEY: key,
      KANWA_MEDIA_CONFIG: JSON.stringify(settings),
    },
    // The channel carries nothing; it breaks when this process is gone, and the node sees that.
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // A group of its own: Ctrl C in a terminal reaches us alone, and we stop the node in order.
    detached: true,
  });
}

async function endChild(child: ChildProcess): Promise<void> {
  const closed = once(child, 'close');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
  child.kill('SIGTERM');
  await closed;
  clearTimeout(force);
}
