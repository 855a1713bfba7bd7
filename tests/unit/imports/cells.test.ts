import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as cells from '../../../server/imports/cells.ts';

test.each([
  ['2024-05-06', '2024-05-06'],
  ['2024/5/6', '2024-05-06'],
  ['2024.05.06', '2024-05-06'],
  ['20240506', '2024-05-06'],
  ['2024年5月6日', '2024-05-06'],
  ['２０２４-05-06', '2024-05-06'],
  ['2024-02-29', '2024-02-29'],
])('the day %s is read', (cell, day) => {
  expect(cells.readDay(cell)).toEqual({ value: day });
});

test.each(['2026-02-30', '2025-02-29', '2024-13-01', '2024-5/6', '5/6/2024', '45418', 'soon', '2024-00-10'])(
  'there is no day %s',
  (cell) => {
    expect(cells.readDay(cell)).toEqual({ fault: 'not-a-day' });
  },
);

test.each<[string, number[]]>([
  ['一二三四五', [1, 2, 3, 4, 5]],
  ['周一至周五', [1, 2, 3, 4, 5]],
  ['星期一、星期三', [1, 3]],
  ['1-5', [1, 2, 3, 4, 5]],
  ['1,3,5', [1, 3, 5]],
  ['Mon-Fri', [1, 2, 3, 4, 5]],
  ['Monday, Wed', [1, 3]],
  ['周六、周日', [6, 7]],
  ['工作日', [1, 2, 3, 4, 5]],
])('the weekdays %s are read', (cell, weekdays) => {
  expect(cells.readWeekdays(cell)).toEqual({ value: weekdays });
});

test.each(['五至一', '8', 'x', '1-', '一,,二'])('“%s” are no weekdays', (cell) => {
  expect(cells.readWeekdays(cell)).toEqual({ fault: 'not-weekdays' });
});

test.each(['=1+1', '+86', '-x', '@x', '＝1', ' =1'])('a name that a spreadsheet would run is none: %s', (cell) => {
  expect(cells.readWords(cell, 60)).toEqual({ fault: 'looks-like-formula' });
});

test.each([
  ['139 0000 0001', '13900000001'],
  ['+86 139-0000-0001', '13900000001'],
  ['0471-1234567', '04711234567'],
  ['+49 30 1234567', '+49301234567'],
])('the telephone %s is read as it is dialled', (cell, phone) => {
  expect(cells.readPhone(cell)).toEqual({ value: phone });
});

test.each([
  ['8:00', 480],
  ['08：30', 510],
  ['24:00', 1440],
])('the time %s is read', (cell, minute) => {
  expect(cells.readMinute(cell)).toEqual({ value: minute });
});

test.each(['24:01', '8', '8:60', '-1:00', '0800'])('%s is no time', (cell) => {
  expect(cells.readMinute(cell)).toEqual({ fault: 'not-a-time' });
});

test('kinds are read in both languages, and a kind that is none is told', () => {
  expect(cells.readRoomKind('托小班')).toEqual({ value: 'toddler' });
  expect(cells.readRoomKind('School age')).toEqual({ value: 'school_age' });
  expect(cells.readSessionKind('full-day')).toEqual({ value: 'full_day' });
  expect(cells.readSessionKind('constructor')).toEqual({ fault: 'unknown-kind' });
});

test('property: whatever stands in a cell, it is read or told, and what is read holds no control character', () => {
  const readers = [cells.readDay, cells.readMinute, cells.readWeekdays, cells.readPhone, cells.readYesNo];
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (cell) => {
      for (const read of [...readers, cells.readAllergies, cells.readRoomKind]) expect(read(cell)).toBeDefined();
      const words = cells.readWords(cell, 30);
      // eslint-disable-next-line no-control-regex -- exactly these must be gone
      if ('value' in words && words.value !== null) expect(words.value).not.toMatch(/^[=+\-@]|[\u0000-\u001f]/);
    }),
    { numRuns: 300 },
  );
});
