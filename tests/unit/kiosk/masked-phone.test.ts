import { expect, test } from '@jest/globals';
import { maskedPhone } from '../../../server/kiosk/masked-phone.ts';

test.each([
  ['13811116213', '138 •••• 6213'],
  ['+86 138-1111-6213', '138 •••• 6213'],
  ['5556213', '•••• 13'],
  ['', ''],
])('the number %s is shown as %j', (phone, shown) => {
  expect(maskedPhone(phone)).toBe(shown);
});
