// mediasoup's C++ worker: the one that is there, one built before, mediasoup's own download, or a build from source.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { formatDuration } from './step.mjs';
import { runCommand, tryCommand } from './run-command.mjs';
import { hashOf, project } from './stamps.mjs';

const DOWNLOAD_WITHIN_MS = 60_000;
/** A worker run by hand, without the pipes that mediasoup gives it, says so and exits with this. */
const STARTED_BY_HAND = 41;
const SYSTEM = '/etc/os-release';

const mediasoup = join(project, 'node_modules', 'mediasoup');
const worker = join(mediasoup, 'worker', 'out', 'Release', 'mediasoup-worker');

export function haveWorker() {
  return runs(process.env.MEDIASOUP_WORKER_BIN) || runs(worker);
}

/** @returns {Promise<boolean>} whether there is a worker now, without a build */
export async function fetchWorker() {
  if (haveWorker()) return true;
  if (runs(cachedWorker())) {
    putInPlace(cachedWorker());
    return true;
  }
  // PYTHON: mediasoup would go on to build with pip and packages from the network; our own build needs neither.
  await tryCommand(process.execPath, ['npm-scripts.mjs', 'postinstall'], {
    cwd: mediasoup,
    env: { MEDIASOUP_WORKER_BIN: undefined, PYTHON: '/bin/false' },
    timeoutMs: DOWNLOAD_WITHIN_MS,
  });
  return runs(worker);
}

/** Takes some nine minutes on two cores, once a machine: the result is kept in the user's cache. */
export async function buildWorker(say) {
  const cached = cachedWorker();
  const objects = `${cached}.build`;
  mkdirSync(dirname(cached), { recursive: true });
  const startedAt = performance.now();
  await runCommand('bash', [join(project, 'scripts/setup/mediasoup-worker/build.sh'), mediasoup, cached], {
    env: { BUILD_DIR: objects }, // kept when interrupted, so that the next run goes on there
    onLine: (line) => sayHowFar(line, startedAt, say),
    advice:
      'The build needs Debian 12’s libraries and about 1 GB of memory. Elsewhere, build mediasoup-worker by its own ' +
      'instructions and name the file in MEDIASOUP_WORKER_BIN.',
  });
  putInPlace(cached);
  rmSync(objects, { recursive: true, force: true });
}

/** Ninja's lines begin with [done/all]. */
function sayHowFar(line, startedAt, say) {
  const [, done, all] = /^\[(\d+)\/(\d+)\]/.exec(line) ?? [];
  const tenths = Math.floor((10 * done) / all);
  if (!(tenths >= 1) || Number(all) < 50) return;
  const leftMs = ((performance.now() - startedAt) * (all - done)) / done;
  say(process.stdout.isTTY ? `${done} of ${all}, ${formatDuration(leftMs)} to go` : `${tenths}0 %`);
}

/** One binary for each version of mediasoup, of our build, and of the system whose libraries it uses. */
function cachedWorker() {
  const key = createHash('sha256')
    .update(readFileSync(join(mediasoup, 'package.json')))
    .update(hashOf(['scripts/setup/mediasoup-worker']))
    .update(existsSync(SYSTEM) ? readFileSync(SYSTEM) : process.platform)
    .update(process.arch)
    .digest('hex')
    .slice(0, 16);
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'kanwa', `mediasoup-worker-${key}`);
}

function putInPlace(file) {
  mkdirSync(dirname(worker), { recursive: true });
  copyFileSync(file, `${worker}.new`);
  renameSync(`${worker}.new`, worker);
}

function runs(file) {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    return false;
  }
  const env = { ...process.env, MEDIASOUP_VERSION: undefined };
  return spawnSync(file, [], { env, stdio: 'ignore' }).status === STARTED_BY_HAND;
}
