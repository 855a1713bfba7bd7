import { afterEach, expect, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import type { MonthDay, MonthSums, MonthView } from '#contract/month-sheets.ts';
import type { SiteView } from '#contract/people.ts';
import { PrintScreen } from '../../../web/admin/attendance/print-screen.tsx';
import { setLanguage } from '../../../web/shared/words/language.ts';
import '../../support/antd-globals.ts';
import { webAnswer } from '../../support/web-answer.ts';

const uuid = (n: number): string => `0b6c1c1e-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [DROPS, TREES] = [uuid(2), uuid(3)];
const SITE = { siteId: uuid(1), name: '青禾新城园', timeZone: 'Asia/Shanghai' } as SiteView;
const originalFetch = globalThis.fetch;
afterEach(() => {
  cleanup();
  globalThis.fetch = originalFetch;
});

const day = (classroomId: string, minutes: number) =>
  ({
    ...{ mark: 'full', sessionKind: 'full_day', lateMinutes: 0, absenceReason: null },
    classroomId,
    minutes,
    stays: [],
    isCorrected: false,
    hasConflict: false,
  }) as object as MonthDay;
const sums = (more: Partial<MonthSums>): MonthSums => ({
  ...{ plannedDays: 0, fullDays: 0, halfDays: 0, openDays: 0, minutes: 0, hourlyMinutes: 0, lateDays: 0 },
  ...{ lateMinutes: 0, reportedDays: 0, unreportedDays: 0, correctedDays: 0, conflictDays: 0 },
  ...more,
});

test('on the sheet of each room stands that room’s part of a child’s sums, as the server counts it', async () => {
  setLanguage('zh');
  const month = {
    ...{
      month: '2026-06',
      siteId: SITE.siteId,
      siteName: SITE.name,
      timeZone: SITE.timeZone,
      today: '2026-07-01',
      sumsUntil: '2026-07-01',
    },
    days: ['01', '02'].map((nth) => ({ day: `2026-06-${nth}`, isClosed: false })),
    rooms: [
      { classroomId: DROPS, name: '小雨滴班' },
      { classroomId: TREES, name: '大树班' },
    ],
    employers: [],
    children: [
      {
        ...{
          childId: uuid(11),
          name: '朵朵',
          number: null,
          employers: [],
          sums: sums({ plannedDays: 2, minutes: 900 }),
        },
        days: [day(DROPS, 540), day(TREES, 360)],
        rooms: [
          { classroomId: DROPS, sums: sums({ plannedDays: 71, minutes: 540 }) },
          { classroomId: TREES, sums: sums({ plannedDays: 72, minutes: 360 }) },
        ],
      },
    ],
  } as object as MonthView;
  globalThis.fetch = () => Promise.resolve(webAnswer(month));
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <MemoryRouter initialEntries={['/a/attendance/print?month=2026-06']}>
        <PrintScreen site={SITE} />
      </MemoryRouter>
    </QueryClientProvider>,
  );
  const lines = (await screen.findAllByRole('rowheader', { name: '朵朵' })).map((head) =>
    within(head.closest('tr') ?? head)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  );
  expect(lines.map((cells) => cells.slice(2, 5))).toEqual([
    ['71', '0', '9.0'],
    ['72', '0', '6.0'],
  ]);
});
