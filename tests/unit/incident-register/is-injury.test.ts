import { expect, test } from '@jest/globals';
import { isInjury, type RegisterLine } from '../../../server/incident-register/register-lines.ts';

const line = (kind: RegisterLine['kind'], more: Partial<RegisterLine> = {}) =>
  ({ kind, child: { name: '李朵朵' }, injury: null, isUnhurt: false, marks: [], ...more }) as RegisterLine;

test.each([
  ['a bite of whose injury nobody wrote yet', line('bite'), true],
  ['the child that bit and is not hurt', line('bite', { isUnhurt: true }), false],
  ['one said to be unhurt, with a mark on the body', line('bite', { isUnhurt: true, marks: ['front-head'] }), true],
  ['a fever', line('fever'), false],
  ['a fever with a fall', line('fever', { injury: 'fall' }), true],
  ['a whole room', line('other', { child: null }), false],
])('in the register of injured children: %s', (_, given, isThere) => {
  expect(isInjury(given)).toBe(isThere);
});
