import { Worker } from 'node:worker_threads';
import { SHEETS, type SheetName } from '../contract/month-sheets.ts';
import { AppError } from '../platform/errors.ts';
import type { SheetFile } from './sheet-file.ts';
import type { Cell, Language } from './table.ts';

export type WorkbookStart = { language: Language; sheets: readonly SheetName[] };
/** What its thread is told: rows, and at last that there are no more. */
export type WorkbookMessage = { sheet: SheetName; rows: Cell[][]; isSum: boolean } | 'close';

/**
 * All sheets' lines of one file. A workbook is held whole while it is written: 23,000 lines, a month of 1,000 children,
 * took 1.5 s and 240 MB; ten times as many 15 s and 1.1 GB.
 */
const MOST_LINES = 300_000;
/** Ten times as many children needed half of it, beside the packed bytes. */
const MOST_HEAP_MB = 1024;

/**
 * Every sheet as one workbook, written on a thread of its own: here it would hold up whatever else the server does, and
 * live views end when nobody renews them.
 */
export function openWorkbook(language: Language, mostLines = MOST_LINES): SheetFile {
  const workerData: WorkbookStart = { language, sheets: SHEETS };
  const thread = new Worker(new URL('./workbook-thread.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
  });
  const written = new Promise<Uint8Array>((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('the workbook was not finished')));
  });
  written.catch(() => undefined); // heard by close, if it comes to that
  const tell = (message: WorkbookMessage) => thread.postMessage(message);
  let lines = 0;
  return {
    wants: () => true,
    write: (sheet, rows, isSum = false) => {
      lines += rows.length;
      if (lines > mostLines) throw new AppError('too-much-for-one-file');
      tell({ sheet, rows, isSum });
    },
    close: () => {
      tell('close');
      return written;
    },
    drop: () => void thread.terminate(),
  };
}
