import { expect, test } from '@jest/globals';
import { isObviousPin } from '../../../server/kiosk/obvious-pin.ts';

const facts = { phone: '+86 139-4829-1673', bornOn: [new Date('2024-08-31')], today: new Date('2026-06-03') };

test.each([
  ['all alike', '777777'],
  ['a run up', '012345'],
  ['a run down', '987654'],
  ['a run over the nine', '890123'],
  ['two digits three times', '474747'],
  ['three digits twice', '483483'],
  ['pairs', '445566'],
  ['three and three', '444888'],
  ['anybody’s date of birth', '880214'],
  ['the child’s, day first', '310824'],
  ['the child’s, year and month', '202408'],
  ['the end of the phone number', '291673'],
])('%s is tried first: %s', (_what, pin) => {
  expect(isObviousPin(pin, facts)).toBe(true);
});

test.each(['482916', '730584', '591037', '990231'])('%s is a PIN', (pin) => {
  expect(isObviousPin(pin, facts)).toBe(false);
});
