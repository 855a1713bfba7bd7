// npm run bench: sets up what is missing, then measures and prints one table.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { projectNode, setUp, setUpWeb } from './setup/set-up.mjs';
import { project } from './setup/stamps.mjs';
import { runMain } from './setup/step.mjs';

const args = process.argv.slice(2);
const isHelp = args.includes('--help') || args.includes('-h');

await runMain(async (setUpEnds) => {
  if (!isHelp) {
    await setUp({ forTests: true, forBench: true });
    await setUpWeb();
  }
  setUpEnds();
  const bench = ['--disable-warning=ExperimentalWarning', 'scripts/bench/main.ts', ...args];
  const running = spawn(projectNode, bench, { cwd: project, stdio: 'inherit' });
  // It has much to close: this waits for its end.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => running.kill(signal));
  const [code] = await once(running, 'exit');
  process.exitCode = code ?? 1;
});
