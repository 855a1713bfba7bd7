// npm run check: what can be said in seconds, before a commit: format, lint, types, arrows, unused code, unit tests.
import { runChecks } from './setup/checks.mjs';
import { setUpForChecks } from './setup/set-up.mjs';
import { runMain } from './setup/step.mjs';
import { runSuite, SUITES } from './setup/suites.mjs';

await runMain(async () => {
  await setUpForChecks();
  const checks = await runChecks();
  const unit = await runSuite(SUITES.find(({ name }) => name === 'unit'));
  const failed = checks.failed + unit.failed;
  console.log(`${checks.passed + unit.passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
});
