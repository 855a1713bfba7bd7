import { expect, test } from '@jest/globals';
import { heldSpan } from '../../../server/concerns/held-span.ts';

const at = (text: string) => new Date(`2026-06-${text}Z`);

test('a remembered moment is held an hour on either side, a day without its hour as a whole, by the site’s clock', () => {
  expect(heldSpan('2026-06-03', 10 * 60, 'Asia/Shanghai')).toEqual({ from: at('03T01:00'), to: at('03T03:00') });
  expect(heldSpan('2026-06-03', null, 'Asia/Shanghai')).toEqual({ from: at('02T16:00'), to: at('03T16:00') });
  expect(heldSpan(null, null, 'Asia/Shanghai')).toBeNull();
  expect(heldSpan(null, 600, 'Asia/Shanghai')).toBeNull();
});
