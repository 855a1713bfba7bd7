import type { Cell as StyledCell, CellValue, WriteSheet } from 'hucre';
import { rangeRef, writeXlsx } from 'hucre/xlsx';
import { SHEETS, type SheetName } from '../contract/month-sheets.ts';
import { AppError } from '../platform/errors.ts';
import { COLUMNS } from './sheet-columns.ts';
import type { SheetFile } from './sheet-file.ts';
import { SHEET_TITLE } from './sheet-words.ts';
import type { Cell, Language } from '../platform/table.ts';
import { HEAD, styleOf, sumStyle, valueOf } from '../platform/workbook-cells.ts';

/**
 * All sheets' lines of one file. A workbook is held whole while it is written: 23,000 lines, a month of 1,000 children,
 * took 240 MB; ten times as many 1.1 GB.
 */
const MOST_LINES = 300_000;

type Part = WriteSheet & { rows: CellValue[][]; cells: Map<string, Partial<StyledCell>> };

/** Every sheet as one workbook. */
export function workbook(language: Language, mostLines = MOST_LINES): SheetFile {
  const parts = new Map(SHEETS.map((sheet) => [sheet, partOf(sheet, language)]));
  let lines = 0;
  return {
    wants: () => true,
    write: (sheet, rows, isSum = false) => {
      lines += rows.length;
      if (lines > mostLines) throw new AppError('too-much-for-one-file');
      const part = parts.get(sheet);
      if (part) addRows(part, sheet, rows, isSum);
    },
    close: () => writeParts([...parts.values()]),
  };
}

const partOf = (sheet: SheetName, language: Language): Part => ({
  name: SHEET_TITLE[sheet][language],
  rows: [COLUMNS[sheet].map(({ head }) => head[language])],
  cells: new Map(COLUMNS[sheet].map((_, n) => [`0,${String(n)}`, { style: HEAD }])),
  columns: COLUMNS[sheet].map(({ width, kind }) => ({ width, ...styleOf(kind) })),
  freezePane: { rows: 1 },
  pageSetup: { orientation: 'landscape' },
});

function addRows(part: Part, sheet: SheetName, rows: readonly Cell[][], isSum: boolean): void {
  const columns = COLUMNS[sheet];
  for (const row of rows) {
    if (isSum)
      columns.forEach(({ kind }, n) =>
        part.cells.set(`${String(part.rows.length)},${String(n)}`, { style: sumStyle(kind) }),
      );
    part.rows.push(columns.map(({ kind }, n) => valueOf(row[n] ?? null, kind)));
  }
}

function writeParts(parts: readonly Part[]): Promise<Uint8Array> {
  const sheets = parts.map((part) => ({
    ...part,
    autoFilter: { range: rangeRef(0, 0, part.rows.length - 1, (part.columns?.length ?? 1) - 1) },
  }));
  return writeXlsx({ sheets, defaultFont: { name: 'Calibri', size: 11 } });
}
