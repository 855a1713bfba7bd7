// The thread of one workbook: gathers its rows and writes it with hucre, which holds all of it.
import { parentPort, workerData } from 'node:worker_threads';
import type { Cell as StyledCell, CellValue, WriteSheet } from 'hucre';
import { rangeRef, writeXlsx } from 'hucre/xlsx';
import { COLUMNS } from './sheet-columns.ts';
import { SHEET_TITLE } from './sheet-words.ts';
import { formatOf, HEAD, sumStyle, valueOf } from './workbook-cells.ts';
import type { WorkbookMessage, WorkbookStart } from './workbook.ts';

const { language, sheets } = workerData as WorkbookStart;
type Part = WriteSheet & { rows: CellValue[][]; cells: Map<string, Partial<StyledCell>> };

const partOf = (sheet: (typeof sheets)[number]): Part => ({
  name: SHEET_TITLE[sheet][language],
  rows: [COLUMNS[sheet].map(({ head }) => head[language])],
  cells: new Map(COLUMNS[sheet].map((_, n) => [`0,${String(n)}`, { style: HEAD }])),
  columns: COLUMNS[sheet].map(({ width, kind }) => ({ width, ...formatOf(kind) })),
  freezePane: { rows: 1 },
  pageSetup: { orientation: 'landscape' },
});
const parts = new Map(sheets.map((sheet) => [sheet, partOf(sheet)]));

parentPort?.on('message', (message: WorkbookMessage) => {
  if (message === 'close') return void send();
  const { sheet, rows, isSum } = message;
  const columns = COLUMNS[sheet];
  const part = parts.get(sheet);
  for (const row of rows) {
    if (isSum)
      columns.forEach(({ kind }, n) =>
        part?.cells.set(`${String(part.rows.length)},${String(n)}`, { style: sumStyle(kind) }),
      );
    part?.rows.push(columns.map(({ kind }, n) => valueOf(row[n] ?? null, kind)));
  }
});

async function send(): Promise<void> {
  const filtered = [...parts.values()].map((part) => ({
    ...part,
    autoFilter: { range: rangeRef(0, 0, part.rows.length - 1, (part.columns?.length ?? 1) - 1) },
  }));
  parentPort?.postMessage(await writeXlsx({ sheets: filtered, defaultFont: { name: 'Calibri', size: 11 } }));
  parentPort?.close();
}
