import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import type { ShiftView } from '#contract/staffing.ts';
import { ShiftsWeek } from '../../../web/admin/staffing/shifts-week.tsx';
import { setLanguage } from '../../../web/shared/words/language.ts';
import '../../support/antd-globals.ts';

const shift = (id: string, name: string, weekday: number, more: Partial<ShiftView> = {}) =>
  ({
    ...{ shiftId: id, userId: name, name, weekday, classroomId: 'r', classroomName: '海棠班' },
    ...{ fromMinute: 480, toMinute: 1020, startsOn: '2026-06-01', endsOn: null },
    ...more,
  }) as ShiftView;
const SHIFTS = [
  shift('a', '赵敏', 1),
  shift('b', '陈晓', 1),
  shift('c', '陈晓', 3, { fromMinute: 780 }),
  shift('d', '陈晓', 3, { toMinute: 720, endsOn: '2026-06-30' }),
];

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

test('each person has one line, by pinyin, with the shifts of a weekday in their order', () => {
  render(<ShiftsWeek shifts={SHIFTS} today="2026-06-03" onOpen={null} />);
  const rows = screen.getAllByRole('row').filter((row) => row.querySelector('b'));
  expect(rows.map((row) => row.querySelector('b')?.textContent)).toEqual(['陈晓', '赵敏']);
  const cells = within(rows[0] as HTMLElement).getAllByRole('cell');
  expect(cells[3]?.textContent).toBe('08:00–12:00海棠班到 2026-06-3013:00–17:00海棠班');
  expect(screen.queryByRole('button')).toBeNull();
});

test('who may change shifts opens one by its own button', () => {
  const opened: ShiftView[] = [];
  render(<ShiftsWeek shifts={SHIFTS} today="2026-06-03" onOpen={(each) => opened.push(each)} />);
  fireEvent.click(screen.getByRole('button', { name: '陈晓，周三 13:00–17:00，海棠班：修改或不再排' }));
  expect(opened.map(({ shiftId }) => shiftId)).toEqual(['c']);
});
