import type { CellObject } from 'write-excel-file/node';
import type { Cell, CellKind } from './table.ts';

/** How a cell of each kind is shown; text says that it is text, so that a spreadsheet never takes it for anything else. */
const FORMAT: Record<CellKind, string> = {
  text: '@',
  day: 'yyyy-mm-dd',
  clock: 'hh:mm',
  stamp: 'yyyy-mm-dd hh:mm',
  count: '0',
  hours: '0.00',
  halves: '0.0',
};

const LINES: Partial<CellObject> = { topBorderStyle: 'thin', bottomBorderStyle: 'thin' };
const HEAD: Partial<CellObject> = {
  ...LINES,
  fontWeight: 'bold',
  backgroundColor: '#E4F0EC',
  alignVertical: 'center',
  wrap: true,
};
const SUM: Partial<CellObject> = { ...LINES, fontWeight: 'bold' };

/** The cells of one workbook. The same few names, days and times come again and again: each is held once. */
export class WorkbookCells {
  readonly #known = new Map<string, CellObject>();

  head(text: string): CellObject {
    return { ...HEAD, type: String, value: asText(text) };
  }

  cell(value: Cell, kind: CellKind, isSum: boolean): CellObject | null {
    if (value === null || value === '') return null;
    const key = `${kind} ${String(isSum)} ${String(value)}`;
    const cell = this.#known.get(key) ?? { ...typed(value, kind), format: FORMAT[kind], ...(isSum && SUM) };
    this.#known.set(key, cell);
    return cell;
  }
}

const DAY_MINUTES = 1440;

function typed(value: string | number, kind: CellKind): CellObject {
  if (kind === 'text') return { type: String, value: asText(String(value)) };
  if (kind === 'clock') return { type: Number, value: (Number(value) % DAY_MINUTES) / DAY_MINUTES };
  // A spreadsheet knows no time zones: the wall clock's day and time, as if they were UTC.
  if (kind === 'day') return { type: Date, value: new Date(String(value)) };
  if (kind === 'stamp') return { type: Date, value: new Date(`${String(value).replace(' ', 'T')}Z`) };
  return { type: Number, value: Number(value) };
}

/**
 * Text as it was written, where two things would make it another: a spreadsheet reads `_x0041_` as an escape, and the
 * library looks texts up in a plain object, which knows words like `constructor` without having been told.
 */
function asText(text: string): string {
  const literal = text.replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_');
  return literal in Object.prototype ? `${literal}\u200b` : literal;
}
