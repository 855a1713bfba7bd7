import { expect, test } from '@jest/globals';
import { pastFault } from '../../../web/admin/access/past-instant.tsx';
import { clockAndDay } from '../../../web/shared/time.ts';

const DAY_MS = 86_400_000;
const daysAgo = (n: number) => new Date(Date.now() - n * DAY_MS).toISOString();

test.each([
  ['now is no moment of the past', null, daysAgo(9), null],
  ['what the history knows can be told', daysAgo(1), daysAgo(9), null],
  ['what is to come cannot', daysAgo(-1), daysAgo(9), 'pastToCome'],
  ['what was before the history cannot', daysAgo(10), daysAgo(9), 'pastUnknown'],
  ['without a history nothing can', daysAgo(1), null, 'pastUnknown'],
])('%s', (_title, at, knownSince, fault) => {
  expect(pastFault(at, knownSince)).toBe(fault);
});

test('a day of another year says its year', () => {
  const now = new Date('2026-11-22T02:00:00.000Z');
  expect(clockAndDay('2027-08-31T01:00:00.000Z', 'zh', 'Asia/Shanghai', now)).toBe('2027年8月31日 09:00');
  expect(clockAndDay('2026-12-01T01:00:00.000Z', 'zh', 'Asia/Shanghai', now)).not.toContain('2026');
});
