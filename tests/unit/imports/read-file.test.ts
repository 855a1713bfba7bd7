import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readFile } from '../../../server/imports/read-file.ts';
import { csvTemplate, xlsxTemplate } from '../../../server/imports/template.ts';
import { AppError } from '../../../server/platform/errors.ts';
import { csvText, ENCODINGS, fileRow } from '../../support/import-file.ts';
import { xlsxFile } from '../../support/xlsx-file.ts';

const faultOf = async (bytes: Buffer): Promise<string> =>
  readFile(bytes).then(
    () => 'read',
    (error: unknown) => (error instanceof AppError ? `${error.code} ${error.fields?.['file'] ?? ''}` : 'thrown'),
  );
const HEAD =
  '<row r="1"><c r="A1" t="inlineStr"><is><t>孩子姓名</t></is></c><c r="B1" t="inlineStr"><is><t>生日</t></is></c></row>';

test.each(Object.entries(ENCODINGS))('a file in %s is read with its row numbers', async (_, encode) => {
  const { columns, rows } = await readFile(encode(csvText([fileRow(1), fileRow(2, { nickname: '壹,"贰"' })])));
  expect(columns.ignored).toEqual([]);
  expect(rows.map(({ row }) => row)).toEqual([2, 3]);
  expect(rows[1]?.cells).toEqual(expect.arrayContaining(['孩子2', '壹,"贰"', '家长2']));
});

test.each([',', ';', '\t'])('“%s” may divide the cells', async (delimiter) => {
  const { rows } = await readFile(Buffer.from(csvText([fileRow(1)], delimiter)));
  expect(rows[0]?.cells).toContain('孩子1');
});

test('empty lines and remarks are left out, and the others keep their numbers', async () => {
  const { rows } = await readFile(Buffer.from('Name,Phone\n\n# a remark,\n,,\nAnn,1\n'));
  expect(rows.map(({ row, cells }) => [row, cells[0]])).toEqual([[5, 'Ann']]);
});

test('both templates hold every heading and no row that would be imported', async () => {
  for (const bytes of [csvTemplate('zh'), csvTemplate('en'), await xlsxTemplate('zh'), await xlsxTemplate('en')])
    expect(await faultOf(bytes)).toBe('bad-request empty');
  const filled = Buffer.concat([csvTemplate('zh'), Buffer.from(',小雨滴班,,,李安\r\n')]);
  expect((await readFile(filled)).columns.places).not.toContain(null);
});

test('a workbook is read: shared words without how they are read aloud, days, times, results of formulas', async () => {
  const rows = `${HEAD}<row r="4"><c r="A4" t="s"><v>0</v></c><c r="B4" s="1"><v>45418</v></c><c r="C4" s="1"><v>0.354166666666667</v></c>
    <c r="D4"><f>1+1</f><v>2</v></c><c r="E4"><f>A1</f></c><c r="F4"><v>13900000001</v></c></row>`;
  const bytes = xlsxFile(rows, {
    'xl/sharedStrings.xml': '<sst><si><r><t>李</t></r><r><t>安</t></r><rPh><t>lian</t></rPh></si></sst>',
    'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
  });
  expect((await readFile(bytes)).rows).toEqual([
    { row: 4, cells: ['李安', '2024-05-06', '08:30', '2', '=A1', '13900000001'] },
  ]);
});

test.each<[string, Buffer, string]>([
  ['nothing', Buffer.alloc(0), 'empty'],
  ['headings alone', Buffer.from('孩子姓名\n'), 'empty'],
  ['no heading of ours', Buffer.from('a,b\n1,2\n'), 'no-columns'],
  ['a heading twice', Buffer.from('孩子姓名,姓名\n1,2\n'), 'column-twice'],
  ['an old workbook', Buffer.from('d0cf11e0a1b11ae100', 'hex'), 'old-excel'],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'wrong-type'],
  ['a ZIP of something else', xlsxFile(HEAD, { 'xl/workbook.xml': '<a>' }), 'unreadable'],
  ['half a workbook', xlsxFile(HEAD).subarray(0, 300), 'unreadable'],
  ['a workbook with entities', xlsxFile('<row>&a;</row>'), 'unreadable'],
  [
    'a workbook with a document type',
    xlsxFile('', { 'xl/worksheets/sheet1.xml': '<!DOCTYPE a [<!ENTITY a "b">]><worksheet/>' }),
    'unreadable',
  ],
  ['a workbook that unpacks to a lot', xlsxFile(' '.repeat(20_000_000)), 'too-large-inside'],
  ['too many rows', Buffer.from(`姓名\n${'a\n'.repeat(5_001)}`), 'too-many-rows'],
  ['a cell without end', Buffer.from(`姓名\n"${'a'.repeat(70_000)}`), 'unreadable'],
])('bad input: %s is told', async (_, bytes, fault) => {
  expect(await faultOf(bytes)).toBe(`bad-request ${fault}`);
});

test('property: whatever bytes come, they are read or told', async () => {
  const valid = [xlsxFile(HEAD), await xlsxTemplate('zh'), Buffer.from(csvText([fileRow(1)]))];
  const any = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes));
  const bent = fc
    .tuple(fc.constantFrom(...valid), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 12 }))
    .map(([bytes, changes]) => {
      const copy = Buffer.from(bytes);
      for (const [at, byte] of changes) copy[at % copy.length] = byte;
      return copy;
    });
  await fc.assert(
    fc.asyncProperty(fc.oneof(any, bent), async (bytes) => {
      expect(await faultOf(bytes)).toMatch(/^(read|bad-request .+)$/);
    }),
    { numRuns: 300 },
  );
});
