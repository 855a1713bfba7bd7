// What is checked without running the project: each is one program that ends with 0 or says what is wrong.
import { join } from 'node:path';
import { describeOutput, tryCommand } from './run-command.mjs';
import { projectNode } from './set-up.mjs';
import { project } from './stamps.mjs';
import { formatDuration } from './step.mjs';

const CHECKS = [
  { name: 'format', program: 'prettier/bin/prettier.cjs', args: ['--check', '--log-level', 'warn', '.'] },
  {
    name: 'lint',
    program: 'eslint/bin/eslint.js',
    args: ['--max-warnings', '0', '--cache', '--cache-location', 'node_modules/.cache/eslint/', '.'],
  },
  { name: 'types', program: 'typescript/bin/tsc', args: [] },
  {
    name: 'arrows',
    program: 'dependency-cruiser/bin/dependency-cruise.mjs',
    args: ['server', 'media', 'web', 'scripts', 'tests'],
  },
  { name: 'unused code', program: 'knip/bin/knip.js', args: [] },
];
const AT_ONCE = 2;

/**
 * Runs every check, also after one has failed; a failed one shows its output.
 * @returns {Promise<{ passed: number, failed: number, failures: string[] }>} each check counts as one
 */
export async function runChecks() {
  const waiting = [...CHECKS];
  const count = { passed: 0, failed: 0, failures: [] };
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const passed = await runCheck(check);
      count[passed ? 'passed' : 'failed'] += 1;
      if (!passed) count.failures.push(check.name);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return count;
}

async function runCheck({ name, program, args }) {
  const startedAt = performance.now();
  const { code, output } = await tryCommand(projectNode, [join('node_modules', program), ...args], { cwd: project });
  const passed = code === 0;
  console.log(`${passed ? '✓' : '✗'} ${name.padEnd(24)} ${formatDuration(performance.now() - startedAt)}`);
  if (!passed) console.log(`${describeOutput(output, 60).replace(/^/gm, '    ')}\n`);
  return passed;
}
