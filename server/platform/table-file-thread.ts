import { stringify } from 'csv-stringify/sync';
import { rangeRef, writeXlsx } from 'hucre/xlsx';
import { cellText } from './table.ts';
import type { TableFile } from './table-file.ts';
import { HEAD, styleOf, valueOf } from './workbook-cells.ts';

/** What the thread of a table's file does. */
export default async function writeTable(table: TableFile): Promise<Uint8Array> {
  return table.format === 'csv' ? csvOf(table) : workbookOf(table);
}

/** A text that begins like a formula stays text. */
function csvOf({ columns, rows }: TableFile): Uint8Array {
  const lines = rows.map((row) => columns.map(({ kind }, n) => cellText(row[n] ?? null, kind)));
  const options = { bom: true, record_delimiter: 'windows', escape_formulas: true } as const;
  return Buffer.from(stringify([columns.map(({ head }) => head), ...lines], options));
}

function workbookOf({ title, columns, rows }: TableFile): Promise<Uint8Array> {
  const sheet = {
    name: title,
    rows: [
      columns.map(({ head }) => head),
      ...rows.map((row) => columns.map(({ kind }, n) => valueOf(row[n] ?? null, kind))),
    ],
    cells: new Map(columns.map((_, n) => [`0,${String(n)}`, { style: HEAD }])),
    columns: columns.map(({ width, kind }) => ({ width, ...styleOf(kind) })),
    freezePane: { rows: 1 },
    pageSetup: { orientation: 'landscape' as const },
    autoFilter: { range: rangeRef(0, 0, rows.length, columns.length - 1) },
  };
  return writeXlsx({ sheets: [sheet], defaultFont: { name: 'Calibri', size: 11 } });
}
