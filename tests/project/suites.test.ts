import { expect, test } from '@jest/globals';
import { judge } from '../../scripts/setup/suites.mjs';

test.each([
  ['no test ran', 0, { passed: 0, failed: 0, failures: [] }, 1],
  ['jest left no report', 1, null, 1],
  ['jest failed, its tests did not', 1, { passed: 3, failed: 0, failures: [] }, 1],
  ['all passed', 0, { passed: 3, failed: 0, failures: [] }, 0],
  ['two failed', 1, { passed: 3, failed: 2, failures: ['a', 'b'] }, 2],
])('a suite in which %s counts as it is', (_what, code, result, failed) => {
  expect(judge('unit', code, result)).toMatchObject({ failed });
});
