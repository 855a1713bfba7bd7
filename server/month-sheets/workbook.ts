import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { SHEETS, type SheetName } from '../contract/month-sheets.ts';
import { AppError } from '../platform/errors.ts';
import type { SheetFile } from './sheet-file.ts';
import type { Cell, Language } from './table.ts';

export type WorkbookTask = { language: Language; sheets: readonly SheetName[]; rows: MessagePort };
/** What the thread is told: rows, and at last that there are no more. */
export type WorkbookMessage = { sheet: SheetName; rows: Cell[][]; isSum: boolean } | 'close';

/**
 * All sheets' lines of one file. A workbook is held whole while it is written: 23,000 lines, a month of 1,000 children,
 * took 1.5 s and 240 MB; ten times as many 15 s and 1.1 GB.
 */
const MOST_LINES = 300_000;
/** Ten times as many children needed half of it, beside the packed bytes. */
const MOST_HEAP_MB = 1024;
/** What a workbook is made of lives until it is written: with room for it, a fifth less time goes into looking at it again. */
const YOUNG_HEAP_MB = 192;
/** A second workbook is written in half the time, while the code that writes it is warm. */
const KEPT_WARM_MS = 60_000;

/**
 * Workbooks are written on a thread of their own: here they would hold up whatever else the server does, and live views end
 * when nobody renews them. One thread, since each holds all of itself; whose turn it is, the route decides.
 */
const writers = new Piscina<WorkbookTask, Uint8Array>({
  filename: fileURLToPath(new URL('./workbook-thread.ts', import.meta.url)),
  ...{ minThreads: 0, maxThreads: 1, idleTimeout: KEPT_WARM_MS },
  resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB, maxYoungGenerationSizeMb: YOUNG_HEAP_MB },
});

/** Every sheet as one workbook. */
export function openWorkbook(language: Language, mostLines = MOST_LINES): SheetFile {
  const { port1: tellRows, port2: rows } = new MessageChannel();
  const dropped = new AbortController();
  const task: WorkbookTask = { language, sheets: SHEETS, rows };
  const written = writers.run(task, { transferList: [rows], signal: dropped.signal });
  written.catch(() => undefined); // heard by close, if it comes to that
  const tell = (message: WorkbookMessage) => tellRows.postMessage(message);
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
    drop: () => {
      dropped.abort();
      tellRows.close();
    },
  };
}
