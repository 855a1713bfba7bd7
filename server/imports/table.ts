import { AppError } from '../platform/errors.ts';
import type { FileFault } from '../contract/imports.ts';

/** One line of a sheet: its number as a spreadsheet shows it, and its cells as text. */
export type TableRow = { row: number; cells: string[] };

/** Wider than any list of children; what stands further right is not looked at. */
export const MOST_CELLS = 100;
/** Lines, empty ones too, that are looked at. */
export const MOST_LINES = 20_000;

export const fileFault = (fault: FileFault, cause?: unknown): AppError =>
  new AppError('bad-request', { fields: { file: fault }, cause });
