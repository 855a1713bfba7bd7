import type { SheetName } from '../contract/month-sheets.ts';
import type { Cell } from './table.ts';

/** What rows go into; a workbook takes all sheets, a CSV one. */
export type SheetFile = {
  wants: (sheet: SheetName) => boolean;
  write: (sheet: SheetName, rows: Cell[][], isSum?: boolean) => Promise<void>;
  close: () => Promise<Buffer>;
};
