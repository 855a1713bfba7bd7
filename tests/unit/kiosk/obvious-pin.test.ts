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
  ['two digits in any order', '477474'],
  ['mirrored', '482284'],
  ['even numbers counted', '246810'],
  ['odd numbers, and a nought', '135790'],
  ['numbers of two digits counted', '101112'],
  ['counted by three', '369121'],
  ['counted from behind', '018642'],
  ['by the same step over the nine', '369258'],
  ['five of a run and one more', '123450'],
  ['one and then a run', '287654'],
  ['columns of the keys', '147258'],
  ['both diagonals', '159357'],
  ['a year with a month', '198507'],
  ['a year at the end', '311985'],
  ['anybody’s date of birth', '880214'],
  ['a date, day first', '010190'],
  ['a date, month first', '123190'],
  ['a month of a year', '198001'],
  ['a year after its month', '121983'],
  ['all alike but the last', '000001'],
  ['all alike but the first', '100000'],
  ['four alike', '550553'],
  ['four alike, two others', '000012'],
  ['lines of the keys', '789456'],
  ['the child’s, day first', '310824'],
  ['the child’s, year and month', '202408'],
  ['the child’s, month and day with two digits', '083177'],
  ['the child’s, day and month at the end', '773108'],
  ['the phone’s last four with two digits', '167377'],
  ['a piece of the phone number', '394829'],
  ['the end of the phone number', '291673'],
])('%s is tried first: %s', (_what, pin) => {
  expect(isObviousPin(pin, facts)).toBe(true);
});

test('seven of eight PINs are still to be had', () => {
  const all = Array.from({ length: 10_000 }, (_, nth) => String((nth * 7919) % 1_000_000).padStart(6, '0'));
  expect(all.filter((pin) => !isObviousPin(pin, facts)).length).toBeGreaterThan(8_750);
});

test.each(['482937', '730584', '591037', '990231', '246819', '135709', '147286'])('%s is a PIN', (pin) => {
  expect(isObviousPin(pin, facts)).toBe(false);
});
