// The folders of tests/ that hold tests, each run by a jest of its own.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectNode } from './set-up.mjs';
import { project } from './stamps.mjs';

/** What looks at the clock from one commit to one packet runs one file at a time: two would measure each other. */
export const SUITES = [
  { name: 'unit', workers: 2 },
  { name: 'project', workers: 2 },
  { name: 'web', workers: 2 },
  { name: 'api', workers: 2 },
  { name: 'live', workers: 1 },
  { name: 'media', workers: 2 },
  { name: 'pages', workers: 2 },
  { name: 'e2e', workers: 1 },
];
const SIGNALS = ['SIGINT', 'SIGTERM'];
const SUITE_WITHIN_MS = 25 * 60_000;

/**
 * Runs one suite with its output on our terminal.
 * @returns {Promise<{ passed: number, failed: number, failures: string[] }>} a file that did not even load counts as failed
 */
export async function runSuite({ name, workers }) {
  if (!hasTests(join(project, 'tests', name))) return judge(name, 0, { passed: 0, failed: 0, failures: [] });
  console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`);
  const folder = mkdtempSync(join(tmpdir(), 'kanwa-jest-'));
  const report = join(folder, 'report.json');
  const code = await runJest([
    '--selectProjects',
    name,
    '--maxWorkers',
    String(workers),
    '--json',
    '--outputFile',
    report,
  ]);
  const result = existsSync(report) ? readReport(name, JSON.parse(readFileSync(report, 'utf8'))) : null;
  rmSync(folder, { recursive: true, force: true });
  return judge(name, code, result);
}

/** A jest that ended badly, and a suite in which no test ran, count as one failure: neither proves anything. */
export function judge(name, code, result) {
  if (!result || (code !== 0 && result.failed === 0)) {
    return { passed: result?.passed ?? 0, failed: 1, failures: [`${name}: jest itself failed (code ${code})`] };
  }
  if (result.passed + result.failed === 0) return { passed: 0, failed: 1, failures: [`${name}: no test ran`] };
  return result;
}

function hasTests(folder) {
  return existsSync(folder) && readdirSync(folder, { recursive: true }).some((file) => /\.test\.tsx?$/.test(file));
}

function readReport(name, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, testResults }) {
  const failures = testResults.flatMap(({ name: file, status, assertionResults }) => {
    const titles = assertionResults.filter((test) => test.status === 'failed').map((test) => test.fullName);
    const where = file.replace(project, '');
    if (titles.length > 0) return titles.map((title) => `${where}: ${title}`);
    return status === 'failed' ? [`${where}: did not load`] : [];
  });
  return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites, failures };
}

function runJest(args) {
  const node = ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules', 'node_modules/jest/bin/jest.js'];
  const jest = spawn(projectNode, [...node, ...args], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'inherit'], // jest speaks on stderr; on stdout it repeats the report
    detached: true, // a group of its own, which ends with all that the tests have started
  });
  const endAll = (signal) => {
    try {
      process.kill(-jest.pid, signal);
    } catch {
      // it is over already
    }
  };
  const timer = setTimeout(() => endAll('SIGKILL'), SUITE_WITHIN_MS);
  for (const signal of SIGNALS) process.prependListener(signal, endAll); // before this process ends by it
  return new Promise((ended) => {
    jest.on('close', (code) => {
      clearTimeout(timer);
      for (const signal of SIGNALS) process.off(signal, endAll);
      ended(code);
    });
  });
}
