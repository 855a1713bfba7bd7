import { expect, test } from '@jest/globals';

type Result = { passed: number; failed: number; failures: string[] };
type Suites = { judge: (name: string, code: number, result: Result | null) => Result };

const SUITES = '../../scripts/setup/suites.mjs'; // plain JavaScript, without types
const { judge } = (await import(SUITES)) as Suites;

test.each([
  ['no test ran', 0, { passed: 0, failed: 0, failures: [] }, 1],
  ['jest left no report', 1, null, 1],
  ['jest failed, its tests did not', 1, { passed: 3, failed: 0, failures: [] }, 1],
  ['all passed', 0, { passed: 3, failed: 0, failures: [] }, 0],
  ['two failed', 1, { passed: 3, failed: 2, failures: ['a', 'b'] }, 2],
])('a suite in which %s counts as it is', (_what, code, result, failed) => {
  expect(judge('unit', code, result)).toMatchObject({ failed });
});
