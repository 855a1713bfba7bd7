import { runCommand } from './run-command.mjs';
import { hashOf, isDone, project, unlessDone } from './stamps.mjs';

const packages = {
  name: 'npm-packages',
  input: () => hashOf(['package.json', 'package-lock.json', '.npmrc']),
  result: 'node_modules/.bin/node',
};

export const haveNpmPackages = () => isDone(packages);

/**
 * Installs what package-lock.json names. Not by `npm ci`: it refuses a lock file that names packages of other platforms
 * which the registry in reach does not have.
 */
export function installNpmPackages() {
  return unlessDone(packages, async () => {
    const npm = process.env.npm_execpath;
    const [program, ...first] = npm ? [process.execPath, npm] : ['npm'];
    await runCommand(program, [...first, 'install', '--no-save', '--no-audit', '--no-fund'], {
      cwd: project,
      // The worker is a step of its own; mediasoup's way needs GitHub or PyPI.
      env: { MEDIASOUP_WORKER_BIN: 'skip' },
      advice: 'See whether the npm registry is in reach (npm ping), then run the same command again.',
    });
  });
}
