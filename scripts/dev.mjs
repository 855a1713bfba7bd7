// npm run dev: the server, restarted when its files change, and Vite's server for the pages. Ctrl C ends both.
import { spawn } from 'node:child_process';
import { projectNode, setUp } from './setup/set-up.mjs';
import { project } from './setup/stamps.mjs';
import { runMain } from './setup/step.mjs';

const PROGRAMS = [
  ['--watch-path=server', '--watch-path=media', '--watch-preserve-output', 'server/main.ts'],
  ['node_modules/vite/bin/vite.js', 'web'],
];

await runMain(async (setUpEnds) => {
  await setUp({ forTests: false });
  setUpEnds();
  const children = PROGRAMS.map((args) => spawn(projectNode, args, { cwd: project, stdio: 'inherit' }));
  const endAll = (signal) => children.forEach((child) => child.kill(signal));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => endAll('SIGTERM'));
  for (const child of children) child.on('exit', () => endAll('SIGTERM'));
});
