import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { act, cleanup, render, screen } from '@testing-library/react';
import type { OwnMonthDay } from '#contract/own-month.ts';
import { DayDetails } from '../../../web/parent/attendance/day-details.tsx';
import { setLanguage } from '../../../web/shared/words/language.ts';

beforeEach(() => {
  setLanguage('zh');
  jest.useFakeTimers({ now: new Date('2026-06-03T03:14:20.000Z') });
});
afterEach(() => {
  cleanup();
  jest.useRealTimers();
});

const open = (minutes: number, hereSince: string | null) => {
  const day = { day: '2026-06-03', mark: 'here', minutes, hereSince, lateMinutes: 0, absenceReason: null };
  render(<DayDetails day={{ ...day, isCorrected: false, lines: [] } as OwnMonthDay} timeZone="Asia/Shanghai" />);
  return () => screen.getByRole('status').textContent;
};

test('a child that is there: all its stays until now, and a minute later one more', () => {
  const shown = open(184, '2026-06-03T03:06:50.000Z');
  expect(shown()).toContain('正在园 · 到现在 3 小时 12 分');
  act(() => {
    jest.advanceTimersByTime(60_000);
  });
  expect(shown()).toContain('到现在 3 小时 13 分');
});

test('the first stay counts while it runs', () => {
  expect(open(0, '2026-06-03T00:02:00.000Z')()).toContain('到现在 3 小时 12 分');
});

test('a day that is over says what it was', () => {
  expect(open(184, null)()).toMatch(/ · 3 小时 04 分/);
});
