import { expect, test } from '@jest/globals';
import { isSameName } from '../../../server/incidents/same-name.ts';

test.each([
  ['王芳', ' 王芳 ', true],
  ['Mary  Smith', 'mary smith', true],
  ['王芳', '王方', false],
  ['Mary Smith', 'MarySmith', false],
  ['王芳', '', false],
])('%j and %j', (one, other, isSame) => {
  expect(isSameName(one, other)).toBe(isSame);
});
