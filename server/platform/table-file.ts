import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { Cell, CellKind } from './table.ts';

export type FileFormat = 'xlsx' | 'csv';
export type TableColumn = { head: string; kind: CellKind; width: number };
export type TableFile = { format: FileFormat; title: string; columns: readonly TableColumn[]; rows: readonly Cell[][] };

export const FILE_TYPE: Record<FileFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

/** Made on a thread of its own: what writes a workbook would hold up whatever else the server does. */
const writers = new Piscina<TableFile, Uint8Array>({
  filename: fileURLToPath(new URL('./table-file-thread.ts', import.meta.url)),
  ...{ minThreads: 0, maxThreads: 1, idleTimeout: 10_000 },
  resourceLimits: { maxOldGenerationSizeMb: 512 },
});

/** One table as a file: a workbook of one sheet, or CSV with the mark by which spreadsheets know UTF-8. */
export const tableFile = (table: TableFile): Promise<Uint8Array> => writers.run(table);
