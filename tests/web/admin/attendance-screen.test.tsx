import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { App } from 'antd';
import { MemoryRouter, useLocation } from 'react-router';
import type { BoardChild, ChildDayView, RecordedLine } from '#contract/day-board.ts';
import type { MonthDay } from '#contract/month-sheets.ts';
import type { SiteView } from '#contract/people.ts';
import { Me } from '#contract/sign-in.ts';
import { AttendanceScreen } from '../../../web/admin/attendance/attendance-screen.tsx';
import { session } from '../../../web/shared/session.ts';
import { setLanguage } from '../../../web/shared/words/language.ts';
import '../../support/antd-globals.ts';
import { webAnswer } from '../../support/web-answer.ts';

const uuid = (n: number): string => `0b6c1c1e-0000-4000-8000-${String(n).padStart(12, '0')}`;
const SITE = { siteId: uuid(1), name: '青禾新城园', timeZone: 'Asia/Shanghai' } as SiteView;
const ROOM = uuid(2);
const DAY = '2026-06-03';
// jsdom lays nothing out: the table believes that there is room for its rows.
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { value: 700 });
Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { value: 700 });
// A busy machine needs seconds for antd's dialogs.
configure({ asyncUtilTimeout: 15_000 });
const originalFetch = globalThis.fetch;
const asked: { path: string; query: Record<string, string>; body: unknown }[] = [];
let address = '';

const child = (n: number, name: string, more: Partial<BoardChild> = {}): BoardChild =>
  ({
    ...{
      childId: uuid(n),
      name,
      number: null,
      mark: 'full',
      classroomId: ROOM,
      lastRoomId: ROOM,
      stays: 1,
      minutes: 500,
    },
    ...{
      sessionKind: 'full_day',
      planned: { fromMinute: 480, toMinute: 1050 },
      lateMinutes: 0,
      isLateAnnounced: false,
    },
    ...{ arrivedAt: `${DAY}T00:02:00.000Z`, arrivedBy: '林老师', leftAt: `${DAY}T09:31:00.000Z`, leftBy: '林老师' },
    ...{ fetchedBy: null, hereSince: null, absenceReason: null, isCorrected: false, toldLateAt: null },
    ...{ conflicts: [], alerts: [] },
    ...more,
  }) as BoardChild;
const BOARD = {
  ...{ siteId: uuid(1), timeZone: 'Asia/Shanghai', day: DAY, today: '2026-06-04', isClosed: false },
  rooms: [{ classroomId: ROOM, name: '海棠班' }],
  children: [
    child(11, '安安'),
    child(12, '朵朵', { mark: 'open', leftAt: null, leftBy: null }),
    child(13, '石头', { conflicts: ['left-twice'] }),
  ],
};
const line = (n: number, more: Partial<RecordedLine>): RecordedLine =>
  ({
    ...{ eventId: uuid(n), kind: 'checked_in', classroomId: ROOM, by: '林老师', device: null, withName: null },
    ...{ withUserId: null, withPickupId: null, undoesId: null, isCorrection: false, reason: null },
    ...{ state: 'standing', isConflict: false, isToldLate: false },
    ...{ at: `${DAY}T00:02:00.000Z`, recordedAt: `${DAY}T00:02:01.000Z` },
    ...more,
  }) as RecordedLine;
const CHILD_DAY = {
  ...{ childId: uuid(12), name: '朵朵', siteId: uuid(1), timeZone: 'Asia/Shanghai', day: DAY, today: '2026-06-04' },
  ...{ mark: 'open', minutes: 0, classroomId: ROOM, sessionKind: 'full_day', absenceReason: null },
  planned: { fromMinute: 480, toMinute: 1050 },
  lines: [
    line(21, { state: 'undone' }),
    line(22, { kind: 'undone', undoesId: uuid(21) as never }),
    line(23, { at: `${DAY}T00:05:00.000Z`, recordedAt: `${DAY}T00:25:00.000Z` }),
  ],
  rooms: BOARD.rooms,
  people: [{ withUserId: uuid(31), withPickupId: null, name: '王芳', relation: '妈妈' }],
} as unknown as ChildDayView;

const monthDay = (mark: MonthDay['mark']): MonthDay => ({
  ...{ mark, classroomId: null, sessionKind: null, minutes: 0, lateMinutes: 0, stays: [], absenceReason: null },
  ...{ isCorrected: mark === 'full', hasConflict: false },
});
const SUMS = {
  ...{ plannedDays: 22, fullDays: 1, halfDays: 1, openDays: 0, minutes: 570, hourlyMinutes: 0, lateDays: 0 },
  ...{ lateMinutes: 0, reportedDays: 1, unreportedDays: 0, correctedDays: 1, conflictDays: 0 },
};
const MONTH = {
  ...{ month: '2026-06', siteId: uuid(1), siteName: '青禾新城园', timeZone: 'Asia/Shanghai' },
  ...{ today: '2026-06-04', sumsUntil: '2026-06-03' },
  days: ['01', '02', '03', '05'].map((day) => ({ day: `2026-06-${day}`, isClosed: false })),
  rooms: BOARD.rooms,
  employers: [],
  children: [11, 12].map((n) => ({
    ...{ childId: uuid(n), name: n === 11 ? '安安' : '朵朵', number: null, employers: [], sums: SUMS, rooms: [] },
    days: (['full', 'half', 'absent-reported', 'expected'] as const).map(monthDay),
  })),
};

beforeEach(() => {
  setLanguage('zh');
  asked.length = 0;
  globalThis.fetch = (input, init) => {
    const { pathname: path, searchParams } = new URL(input as string, 'http://kanwa.test');
    const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined;
    asked.push({ path, query: Object.fromEntries(searchParams), body });
    return Promise.resolve(webAnswer(answer(path)));
  };
});

function answer(path: string): unknown {
  if (path.endsWith('/day')) return BOARD;
  if (path.endsWith('/child-day')) return CHILD_DAY;
  if (path.endsWith('/month')) return MONTH;
  if (path.endsWith('/corrections'))
    return { eventId: uuid(99), childId: uuid(12), state: 'left', at: null, endedViews: 0 };
  return [];
}

afterEach(() => {
  cleanup();
  globalThis.fetch = originalFetch;
});

function signIn(role: 'site_admin' | 'inspector'): void {
  const roles = [{ role, organizationId: null, siteId: uuid(1), classroomId: null }];
  const about = { portrait: null, language: 'zh', faces: ['admin'], secondFactor: 'not-needed' };
  session.set({ phase: 'in', me: Me.parse({ userId: uuid(91), name: '白音', ...about, roles }) });
}

function Address() {
  address = useLocation().search;
  return null;
}

function open(search: string, role: 'site_admin' | 'inspector' = 'site_admin') {
  signIn(role);
  return render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App>
        <MemoryRouter initialEntries={[`/a/attendance${search}`]}>
          <AttendanceScreen site={SITE} />
          <Address />
        </MemoryRouter>
      </App>
    </QueryClientProvider>,
  );
}

test('what contradicts itself stands first, then who was not checked out; the address names day and state', async () => {
  open(`?day=${DAY}`);
  await screen.findByText('两条离园记录，接走的人不同');
  const names = screen.getAllByTitle(/看全部记录$/).map((button) => button.textContent);
  expect(names).toEqual(['石头', '朵朵', '安安']);
  expect(asked.find(({ path }) => path.endsWith('/day'))?.query).toEqual({ siteId: SITE.siteId, day: DAY });
  fireEvent.click(screen.getByText('要处理 2'));
  await waitFor(() => expect(screen.queryByText('安安')).toBeNull());
  expect(address).toContain('state=look');
});

test('a day’s records show what was taken back, and a difference of the two clocks where it is worth saying', async () => {
  open(`?day=${DAY}&child=${uuid(12)}`);
  expect(await screen.findByText('已撤销')).toBeDefined();
  expect(screen.getByText(/（晚 20 分钟）/)).toBeDefined();
  expect(screen.getAllByText(/（(晚|平板钟快) /)).toHaveLength(1);
});

test('a forgotten departure is added: what the family will read is said first, and what is sent names time, room and person', async () => {
  open(`?day=${DAY}&child=${uuid(12)}`);
  fireEvent.click(await screen.findByText('补一条记录'));
  const title = await screen.findByText(/^补记：朵朵，6月3日周三$/);
  const dialog = title.closest<HTMLElement>('[role=dialog]') ?? document.body;
  fireEvent.click(within(dialog).getByLabelText('离园'));
  const time = within(dialog).getByLabelText('时间');
  fireEvent.focus(time);
  fireEvent.change(time, { target: { value: '17:20' } });
  fireEvent.blur(time);
  expect(await within(dialog).findByText('家长会看到：补记：朵朵 17:20 离园')).toBeDefined();
  fireEvent.click(within(dialog).getByText('忘了登记'));
  fireEvent.click(within(dialog).getByText('保存更正'));
  await waitFor(() => expect(asked.some(({ path }) => path.endsWith('/corrections'))).toBe(true));
  expect(asked.find(({ path }) => path.endsWith('/corrections'))?.body).toMatchObject({
    childId: uuid(12),
    correctsId: null,
    reason: '忘了登记',
    to: { kind: 'checked_out', happenedAt: `${DAY}T09:20:00.000Z`, classroomId: ROOM, withUserId: null },
  });
});

test('who is here has been so until now, the stays before included', async () => {
  const hereSince = new Date(Date.now() - 30 * 60_000).toISOString();
  BOARD.children.push(child(14, '果果', { mark: 'here', leftAt: null, minutes: 60, stays: 2, hereSince }));
  open(`?day=${DAY}`);
  expect(await screen.findByText(/^1 小时 3[01] 分（至今）$/)).toBeDefined();
  expect(screen.getAllByText('8 小时 20 分')).toHaveLength(3);
  BOARD.children.pop();
});

test('a correction stands where it happened: what was recorded first, why, by whom and when', async () => {
  CHILD_DAY.lines.push(
    line(24, { state: 'corrected', at: `${DAY}T09:20:00.000Z`, recordedAt: `${DAY}T09:20:01.000Z` }),
    line(25, {
      ...{ at: `${DAY}T00:01:00.000Z`, recordedAt: `${DAY}T09:40:00.000Z`, undoesId: uuid(24) as never },
      ...{ isCorrection: true, reason: '点晚了', by: '白音' },
    }),
  );
  open(`?day=${DAY}&child=${uuid(12)}`);
  const said = await screen.findByText('原记 17:20 入园，原因：点晚了，白音 17:40 更正');
  const rows = [...(said.closest('ol')?.querySelectorAll('time') ?? [])].map(({ textContent }) => textContent);
  expect(rows).toEqual(['08:01', '08:02', '08:02', '08:05', '17:20']);
  CHILD_DAY.lines.splice(-2);
});

test('who only reads finds no button to correct', async () => {
  open(`?day=${DAY}&child=${uuid(12)}`, 'inspector');
  await screen.findByText('已撤销');
  expect(screen.queryByText('更正')).toBeNull();
  expect(screen.queryByText('补一条记录')).toBeNull();
});

test('a month that goes on counts up to yesterday while today runs, with absences told and not told apart; a day to come is not here yet', async () => {
  open('?view=month&month=2026-06');
  await screen.findByLabelText('安安，6月5日周五，未到日子');
  const heads = screen.getAllByRole('columnheader').map(({ textContent }) => textContent);
  expect(heads.slice(-5)).toEqual(['应到到昨天', '出勤到昨天', '小时到昨天', '请假到昨天', '缺勤未报到昨天']);
  expect(screen.getByText('合计到昨天为止，今天在进行')).toBeDefined();
  const [, , foot] = screen.getAllByRole('rowgroup');
  expect([...(foot?.querySelectorAll('.at-sum') ?? [])].map((cell) => cell.textContent)).toEqual([
    ...['44', '3', '19.0', '2', '0'],
  ]);
  expect(within(screen.getByRole('list', { name: '图例' })).getByText('未到日子')).toBeDefined();
});

test('the month’s cells say in words what they show, sums stand beside and below, and a cell opens its day', async () => {
  open('?view=month&month=2026-06');
  const cell = await screen.findByLabelText('安安，6月1日周一，全天，更正过');
  expect(screen.getAllByText('1.5')).toHaveLength(2);
  expect(cell.getAttribute('tabindex')).toBe('0');
  fireEvent.keyDown(cell, { key: 'ArrowRight' });
  const next = screen.getByLabelText(/^安安，6月2日周二，半天/);
  await waitFor(() => expect(next.getAttribute('tabindex')).toBe('0'));
  fireEvent.click(next);
  await waitFor(() => expect(address).toContain(`cell=${uuid(11)}.2026-06-02`));
});
