import { expect, test } from '@jest/globals';
import { ageOn } from '../../../server/incident-register/age-on.ts';

test.each([
  ['2024-02-29', '2026-02-28', '1岁11个月', '1 y 11 m'],
  ['2024-02-29', '2026-03-01', '2岁', '2 y 0 m'],
  ['2024-06-15', '2024-06-15', '0个月', '0 y 0 m'],
  ['2025-12-31', '2026-06-30', '5个月', '0 y 5 m'],
  ['2023-11-02', '2026-02-02', '2岁3个月', '2 y 3 m'],
])('born on %s, on %s: %s', (bornOn, day, zh, en) => {
  expect(ageOn(bornOn, day, 'zh')).toBe(zh);
  expect(ageOn(bornOn, day, 'en')).toBe(en);
});

test('of a child whose birthday nobody knows, or that is yet to be born, there is none', () => {
  expect(ageOn(null, '2026-06-01', 'zh')).toBeNull();
  expect(ageOn('2026-06-02', '2026-06-01', 'zh')).toBeNull();
});
