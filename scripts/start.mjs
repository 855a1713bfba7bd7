// npm start: sets up what is missing, then runs the server.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { projectNode, setUp } from './setup/set-up.mjs';
import { project } from './setup/stamps.mjs';
import { runMain } from './setup/step.mjs';

const PARENT_WATCH_MS = 500;

const HELP = `npm start          sets up what is missing, then runs Kanwa
npm start -- --help  this

Without settings it runs the demo nursery on http://localhost:3000; the sign-in page lists its accounts.
Settings are environment variables, all of them in README.md under "Settings". The most used:

  PORT           where it serves (3000)
  PUBLIC_URL     the address by which people reach it; with it there is no demo nursery
  DATA_DIR       the folder of its data
  DATABASE_URL   a PostgreSQL of yours instead of its own

Ctrl C ends it.
`;

if (process.argv.includes('--help') || process.argv.includes('-h')) process.stdout.write(HELP);
else {
  await runMain(async (setUpEnds) => {
    await setUp({ forTests: false });
    setUpEnds();
    process.exitCode = await runServer(process.argv.slice(2));
  });
}

/** Runs the server as if in this process's place. @returns {Promise<number>} its exit code */
function runServer(args) {
  const server = spawn(projectNode, ['server/main.ts', ...args], { cwd: project, stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal));
  // A terminal gives Ctrl C to the server as well; a second one from us would read as impatience.
  process.on('SIGINT', () => process.stdin.isTTY || server.kill('SIGINT'));
  if (process.env.npm_lifecycle_event) endWithParent(server);
  return new Promise((ended) => {
    server.on('exit', (code, signal) => ended(code ?? 128 + constants.signals[signal]));
  });
}

/** A killed npm cannot pass the signal on: its server would hold the port with nobody to end it. */
function endWithParent(server) {
  const npm = process.ppid;
  setInterval(() => process.ppid === npm || server.kill('SIGTERM'), PARENT_WATCH_MS).unref();
}
