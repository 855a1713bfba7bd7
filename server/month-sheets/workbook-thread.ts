// The thread of one workbook: gathers its rows and writes it with write-excel-file, which holds all of it.
import { parentPort, workerData } from 'node:worker_threads';
import writeXlsxFile, { type Row } from 'write-excel-file/node';
import { getCellAddress } from 'write-excel-file/utility';
import { WorkbookCells } from './workbook-cells.ts';
import { COLUMNS } from './sheet-columns.ts';
import { SHEET_TITLE } from './sheet-words.ts';
import type { WorkbookMessage, WorkbookStart } from './workbook.ts';

const { language, sheets } = workerData as WorkbookStart;
const cells = new WorkbookCells();
const rowsOf = new Map<string, Row[]>(
  sheets.map((sheet) => [sheet, [COLUMNS[sheet].map(({ head }) => cells.head(head[language]))]]),
);

parentPort?.on('message', (message: WorkbookMessage) => {
  if (message === 'close') return void send();
  const { sheet, rows, isSum } = message;
  const lines = rowsOf.get(sheet);
  for (const row of rows) lines?.push(COLUMNS[sheet].map(({ kind }, n) => cells.cell(row[n] ?? null, kind, isSum)));
});

async function send(): Promise<void> {
  const parts = sheets.map((sheet) => ({
    sheet: SHEET_TITLE[sheet][language],
    data: rowsOf.get(sheet) ?? [],
    columns: COLUMNS[sheet].map(({ width }) => ({ width })),
    stickyRowsCount: 1,
    orientation: 'landscape' as const,
  }));
  const file = await writeXlsxFile(parts, {
    fontFamily: 'Calibri',
    fontSize: 11,
    features: [
      {
        files: {
          transform: {
            'xl/worksheets/sheet{id}.xml': {
              transform: (xml, { columns = [] }, { sheetIndex }) =>
                withFilter(xml, parts[sheetIndex]?.data.length ?? 1, columns.length),
            },
          },
        },
      },
    ],
  }).toBuffer();
  parentPort?.postMessage(file);
  parentPort?.close();
}

/** A filter over every column, which the library leaves to those who want one. */
const withFilter = (xml: string, lines: number, columns: number): string =>
  xml.replace('</sheetData>', `</sheetData><autoFilter ref="A1:${getCellAddress(lines - 1, columns - 1)}"/>`);
