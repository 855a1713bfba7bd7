import { stringify } from 'csv-stringify/sync';
import type { SheetName } from '../contract/month-sheets.ts';
import { COLUMNS } from './sheet-columns.ts';
import type { SheetFile } from './sheet-file.ts';
import { cellText, type Cell, type Language } from '../platform/table.ts';

/** One sheet as CSV, with the mark by which spreadsheets know UTF-8. A name that begins like a formula stays text. */
export function csvFile(name: SheetName, language: Language): SheetFile {
  const columns = COLUMNS[name];
  const chunks = [lines([columns.map(({ head }) => head[language])], true)];
  return {
    wants: (sheet) => sheet === name,
    write: (sheet, rows) => {
      const texts = (row: Cell[]) => row.map((cell, n) => cellText(cell, columns[n]?.kind ?? 'text'));
      if (sheet === name) chunks.push(lines(rows.map(texts), false));
    },
    close: () => Promise.resolve(Buffer.from(chunks.join(''))),
  };
}

const lines = (rows: string[][], bom: boolean): string =>
  stringify(rows, { bom, record_delimiter: 'windows', escape_formulas: true });
