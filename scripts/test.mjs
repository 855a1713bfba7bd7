// npm test: sets up what is missing, checks the code, runs every test, and counts.
import { runChecks } from './setup/checks.mjs';
import { setUp, setUpWeb } from './setup/set-up.mjs';
import { explain, formatDuration, runMain } from './setup/step.mjs';
import { runSuite, SUITES } from './setup/suites.mjs';

const names = SUITES.map(({ name }) => name);
const HELP = `npm test                 everything
npm test -- ${names.slice(0, 2).join(' ')}  only these suites: ${names.join(' ')}
`;

const IN_A_BROWSER = ['pages', 'e2e'];
const chosen = process.argv.slice(2);
if (chosen.includes('--help') || chosen.includes('-h')) process.stdout.write(HELP);
else if (chosen.some((name) => !names.includes(name))) {
  process.stderr.write(HELP);
  process.exitCode = 1;
} else await runTests();

async function runTests() {
  const startedAt = performance.now();
  const total = { passed: 0, failed: 1, failures: ['set-up'] };
  await runMain(async () => {
    await setUp({ forTests: true });
    Object.assign(total, { failed: 0, failures: [] });
    if (chosen.length === 0) add(total, await runChecks());
    if (chosen.length === 0 || IN_A_BROWSER.some((name) => chosen.includes(name))) add(total, await buildPages());
    const suites = SUITES.filter(({ name }) => chosen.length === 0 || chosen.includes(name));
    for (const suite of suites) add(total, await runSuite(suite));
  });
  sumUp(total, performance.now() - startedAt);
}

/** Counts as one test; when it fails, everything that needs no pages can still be tested. */
async function buildPages() {
  try {
    await setUpWeb();
    return { passed: 1, failed: 0, failures: [] };
  } catch (error) {
    explain(error);
    return { passed: 0, failed: 1, failures: ['web pages'] };
  }
}

function add(total, { passed, failed, failures }) {
  total.passed += passed;
  total.failed += failed;
  total.failures.push(...failures);
}

function sumUp({ passed, failed, failures }, tookMs) {
  console.log(`\nAll of it took ${formatDuration(tookMs)}.`);
  for (const failure of failures) console.log(`✗ ${failure}`);
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}
