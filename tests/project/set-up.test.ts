import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

// A copy of the project as it is before anything is installed, with an npm that does as a test needs.
const bare = mkdtempSync(join(tmpdir(), 'kanwa-bare-'));
const npm = join(bare, 'npm.mjs');
const environment = { ...process.env, npm_execpath: npm };

beforeAll(() => {
  cpSync('scripts', join(bare, 'scripts'), { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(file, join(bare, file));
});
afterAll(() => rmSync(bare, { recursive: true, force: true }));

const run = (...args: string[]) => spawnSync(process.execPath, args, { cwd: bare, env: environment, encoding: 'utf8' });

test('a step that fails says what failed, the end of its output, and what to do', () => {
  writeFileSync(
    npm,
    `for (let line = 1; line <= 40; line += 1) console.log('line ' + line + ' of npm'); process.exit(7);`,
  );

  const { status, stdout, stderr } = run('scripts/start.mjs');

  expect(status).toBe(1);
  expect(stdout).toMatch(/^✗ npm packages/m);
  expect(stderr).toMatch(/line 40 of npm/);
  expect(stderr).not.toMatch(/line 20 of npm/);
  expect(stderr).toMatch(/ended with code 7/);
  expect(stderr).toMatch(/npm ping/);
});

test('an interrupted set-up takes what it had started with it, and the next one starts that step again', async () => {
  const pidFile = join(bare, 'npm.pid');
  writeFileSync(
    npm,
    `import { writeFileSync } from 'node:fs';
     writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));
     setInterval(() => undefined, 1_000);`,
  );
  const start = spawn(process.execPath, ['scripts/start.mjs'], { cwd: bare, env: environment, stdio: 'ignore' });
  while (!existsSync(pidFile) || readFileSync(pidFile, 'utf8') === '') await sleep(20);

  start.kill('SIGINT');

  expect(await once(start, 'exit')).toEqual([130, null]);
  const npmPid = Number(readFileSync(pidFile, 'utf8'));
  while (isRunning(npmPid)) await sleep(20);
  writeFileSync(npm, `process.exit(7);`);
  expect(run('scripts/start.mjs').stdout).toMatch(/^✗ npm packages/m);
});

test('npm start and npm test answer --help without setting anything up', () => {
  expect(run('scripts/start.mjs', '--help').stdout).toMatch(/Ctrl C ends it/);
  expect(run('scripts/test.mjs', '--help').stdout).toMatch(/only these suites: unit/);
  expect(run('scripts/test.mjs', 'no-such-suite').status).toBe(1);
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
