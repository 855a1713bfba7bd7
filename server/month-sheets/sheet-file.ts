import type { SheetName } from '../contract/month-sheets.ts';
import type { Cell } from '../platform/table.ts';

/** What rows go into; a workbook takes all sheets, a CSV one. */
export type SheetFile = {
  wants: (sheet: SheetName) => boolean;
  /** @param isSum whether they stand out as sums. @throws AppError 'too-much-for-one-file' */
  write: (sheet: SheetName, rows: Cell[][], isSum?: boolean) => void;
  close: () => Promise<Uint8Array>;
};
