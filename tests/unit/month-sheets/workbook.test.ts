import { expect, test } from '@jest/globals';
import { openWorkbook } from '../../../server/month-sheets/workbook.ts';
import { lineOf, readWorkbook, type FileCell } from '../../support/xlsx-cells.ts';

const absent = (name: string) => ['海棠园', '小雨滴班', name, null, null, '2026-06-04', '请假', null, null];

test.each(['=1+1', '_x0041_', '  two blanks', 'a&<b>"', 'constructor', '__proto__', '12', '😀 \u0007bell'])(
  'the text %j stands in its cell as it was written',
  async (name) => {
    const workbook = openWorkbook('en');
    workbook.write('absences', [absent(name)]);
    const sheet = readWorkbook(await workbook.close())[3];
    const line = sheet && lineOf(sheet, sheet.rows[1] ?? new Map<string, FileCell>());
    // What XML cannot hold is an escape, and what a spreadsheet would take for an escape is escaped itself.
    const shown = name.replace('_x', '_x005F_x').replace('\u0007', '_x0007_');
    expect(line?.['Child']).toMatchObject({ type: 'text', format: '@' });
    expect(line?.['Child']?.value).toBe(shown);
    workbook.drop();
  },
);

test('lines of sums are bold, and every sheet has a filter over all of its lines', async () => {
  const workbook = openWorkbook('zh');
  workbook.write('totals', [['班级', '海棠园', '小雨滴班', 5, 0, 22]]);
  workbook.write('totals', [['全部', null, null, 5, 0, 22]], true);
  const [, totals] = readWorkbook(await workbook.close());
  workbook.drop();
  expect(totals?.xml).toContain('<autoFilter ref="A1:R3"/>');
  expect(totals?.rows.map((row) => row.get('D')?.isBold)).toEqual([true, false, true]);
});

test('more lines than one file may hold are refused', () => {
  const workbook = openWorkbook('zh', 2);
  workbook.write('absences', [absent('a'), absent('b')]);
  expect(() => workbook.write('summary', [['海棠园']])).toThrow('too-much-for-one-file');
  workbook.drop();
});

test('a workbook that is let go of is never finished, and the next one is', async () => {
  const workbook = openWorkbook('zh');
  workbook.drop();
  await expect(workbook.close()).rejects.toThrow('aborted');
  const next = openWorkbook('zh');
  next.write('absences', [absent('a')]);
  expect(readWorkbook(await next.close())[3]?.rows).toHaveLength(2);
});

test('two workbooks begun at once have each their own lines', async () => {
  const workbooks = ['a', 'b'].map((name) => {
    const workbook = openWorkbook('en');
    workbook.write('absences', [absent(name)]);
    return workbook;
  });
  const sheets = await Promise.all(workbooks.map(async (workbook) => readWorkbook(await workbook.close())[3]));
  const names = sheets.map((sheet) => sheet && lineOf(sheet, sheet.rows[1] ?? new Map<string, FileCell>())['Child']);
  expect(names.map((cell) => cell?.value)).toEqual(['a', 'b']);
});
