import { expect, test } from '@jest/globals';
import { instantOf } from '../../../web/admin/attendance/correction.ts';
import { clockOfDay } from '../../../web/shared/site-time.ts';

const view = { day: '2026-06-03', timeZone: 'Asia/Shanghai' };
const at = (kind: 'checked_in' | 'checked_out', minute: number) =>
  instantOf(view, null, { kind, minute }).toISOString();

test('twenty past midnight is the night after the day for a departure, and the morning before it for an arrival', () => {
  expect(at('checked_out', 20)).toBe('2026-06-03T16:20:00.000Z');
  expect(at('checked_out', 4 * 60)).toBe('2026-06-02T20:00:00.000Z');
  expect(at('checked_in', 20)).toBe('2026-06-02T16:20:00.000Z');
});

test('a departure after midnight is shown with the day it belongs to', () => {
  expect(clockOfDay('2026-06-03T16:20:00Z', view.day, view.timeZone)).toBe('00:20 (+1)');
  expect(clockOfDay('2026-06-03T09:31:00Z', view.day, view.timeZone)).toBe('17:31');
});
