import { expect, test } from '@jest/globals';
import { workbook } from '../../../server/month-sheets/workbook.ts';
import { lineOf, readWorkbook, type FileCell } from '../../support/xlsx-cells.ts';

const absent = (name: string) => ['海棠园', '小雨滴班', name, null, null, '2026-06-04', '请假', null, null];

test.each([
  '=1+1',
  '_x0041_',
  '  two blanks',
  'a&<b>"',
  'constructor',
  '__proto__',
  '12',
  '😀 \u0007bell',
  'no \uFFFF XML \uFFFE',
])('the text %j stands in its cell as it was written', async (name) => {
  const file = workbook('en');
  file.write('absences', [absent(name)]);
  const sheet = readWorkbook(await file.close())[3];
  const line = sheet && lineOf(sheet, sheet.rows[1] ?? new Map<string, FileCell>());
  // What XML cannot hold is an escape, and what a spreadsheet would take for an escape is escaped itself.
  const shown = name
    .replace('_x', '_x005F_x')
    .replace('\u0007', '_x0007_')
    .replaceAll(/[\uFFFE\uFFFF]/g, '\uFFFD');
  expect(line?.['Child']).toMatchObject({ type: 'text', format: '@' });
  expect(line?.['Child']?.value).toBe(shown);
});

test('lines of sums are bold, and every sheet has a filter over all of its lines', async () => {
  const file = workbook('zh');
  file.write('totals', [['班级', '海棠园', '小雨滴班', 5, 0, 22]]);
  file.write('totals', [['全部', null, null, 5, 0, 22]], true);
  const [, totals] = readWorkbook(await file.close());
  expect(totals?.xml).toContain('<autoFilter ref="A1:R3"/>');
  expect(totals?.rows.map((row) => row.get('D')?.isBold)).toEqual([true, false, true]);
});

test('more lines than one file may hold are refused', () => {
  const file = workbook('zh', 2);
  file.write('absences', [absent('a'), absent('b')]);
  expect(() => file.write('summary', [['海棠园']])).toThrow('too-much-for-one-file');
});
