// What the thread of a workbook does: gathers its rows and writes it with hucre, which holds all of it.
import type { Cell as StyledCell, CellValue, WriteSheet } from 'hucre';
import { rangeRef, writeXlsx } from 'hucre/xlsx';
import type { SheetName } from '../contract/month-sheets.ts';
import { COLUMNS } from './sheet-columns.ts';
import { SHEET_TITLE } from './sheet-words.ts';
import type { Language } from './table.ts';
import { HEAD, styleOf, sumStyle, valueOf } from './workbook-cells.ts';
import type { WorkbookMessage, WorkbookTask } from './workbook.ts';

type Part = WriteSheet & { rows: CellValue[][]; cells: Map<string, Partial<StyledCell>> };

/** Resolves when the port has said that there are no more rows. */
export default function writeWorkbook({ language, sheets, rows: port }: WorkbookTask): Promise<Uint8Array> {
  const parts = new Map(sheets.map((sheet) => [sheet, partOf(sheet, language)]));
  return new Promise((resolve, reject) => {
    port.on('message', (message: WorkbookMessage) => {
      if (message === 'close') {
        port.close();
        write([...parts.values()]).then(resolve, reject);
      } else add(parts.get(message.sheet), message);
    });
  });
}

const partOf = (sheet: SheetName, language: Language): Part => ({
  name: SHEET_TITLE[sheet][language],
  rows: [COLUMNS[sheet].map(({ head }) => head[language])],
  cells: new Map(COLUMNS[sheet].map((_, n) => [`0,${String(n)}`, { style: HEAD }])),
  columns: COLUMNS[sheet].map(({ width, kind }) => ({ width, ...styleOf(kind) })),
  freezePane: { rows: 1 },
  pageSetup: { orientation: 'landscape' },
});

function add(part: Part | undefined, { sheet, rows, isSum }: Exclude<WorkbookMessage, 'close'>): void {
  const columns = COLUMNS[sheet];
  for (const row of rows) {
    if (isSum)
      columns.forEach(({ kind }, n) =>
        part?.cells.set(`${String(part.rows.length)},${String(n)}`, { style: sumStyle(kind) }),
      );
    part?.rows.push(columns.map(({ kind }, n) => valueOf(row[n] ?? null, kind)));
  }
}

function write(parts: readonly Part[]): Promise<Uint8Array> {
  const sheets = parts.map((part) => ({
    ...part,
    autoFilter: { range: rangeRef(0, 0, part.rows.length - 1, (part.columns?.length ?? 1) - 1) },
  }));
  return writeXlsx({ sheets, defaultFont: { name: 'Calibri', size: 11 } });
}
