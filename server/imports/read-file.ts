import { MAX_IMPORT_ROWS } from '../contract/imports.ts';
import { readColumns, type ReadColumns } from './columns.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { fileFault, type TableRow } from './table.ts';

export type ReadFile = { columns: ReadColumns; rows: TableRow[] };

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
const OLD_EXCEL = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/**
 * The headings and the lines below them, without empty ones and without remarks (`#` at the beginning). What a file is
 * shows in its bytes, not in its name.
 * @throws AppError 'bad-request' whose `file` says why it cannot be read
 */
export async function readFile(bytes: Buffer): Promise<ReadFile> {
  if (bytes.length === 0) throw fileFault('empty');
  if (bytes.subarray(0, 8).equals(OLD_EXCEL)) throw fileFault('old-excel');
  const table = bytes.subarray(0, 4).equals(ZIP) ? await readXlsx(bytes) : readCsv(bytes);
  const [headings, ...below] = table.filter(isFilled);
  if (headings === undefined) throw fileFault('empty');
  const columns = readColumns(headings.cells);
  if (columns.fault !== null) throw fileFault(columns.fault);
  const rows = below.filter(
    ({ cells }) =>
      !cells
        .find((cell) => cell.trim() !== '')
        ?.trimStart()
        .startsWith('#'),
  );
  if (rows.length === 0) throw fileFault('empty');
  if (rows.length > MAX_IMPORT_ROWS) throw fileFault('too-many-rows');
  return { columns, rows };
}

const isFilled = ({ cells }: TableRow): boolean => cells.some((cell) => cell.trim() !== '');
