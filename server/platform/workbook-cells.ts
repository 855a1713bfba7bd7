import type { CellStyle, CellValue } from 'hucre';
import type { Cell, CellKind } from './table.ts';

/**
 * How a cell of each kind is shown; what people wrote says that it is text, so that a spreadsheet never takes it for anything
 * else, also when it is edited. Words and whole numbers need none: every format costs the library time, cell by cell.
 */
const FORMAT: Partial<Record<CellKind, string>> = {
  text: '@',
  day: 'yyyy-mm-dd',
  clock: 'hh:mm',
  stamp: 'yyyy-mm-dd hh:mm',
  hours: '0.00',
  halves: '0.0',
};

const BOLD = { name: 'Calibri', size: 11, bold: true };
const LINES: CellStyle['border'] = { top: { style: 'thin' }, bottom: { style: 'thin' } };
const formatOf = (kind: CellKind): CellStyle => {
  const numFmt = FORMAT[kind];
  return numFmt === undefined ? {} : { numFmt };
};
/** Of a column's lines, one object for all of its cells. */
export const styleOf = (kind: CellKind): { style?: CellStyle } =>
  FORMAT[kind] === undefined ? {} : { style: formatOf(kind) };

export const HEAD: CellStyle = {
  font: BOLD,
  border: LINES,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E4F0EC' } },
  alignment: { vertical: 'center', wrapText: true },
  ...formatOf('text'),
};
export const sumStyle = (kind: CellKind): CellStyle => ({ font: BOLD, border: LINES, ...formatOf(kind) });

const DAY_MINUTES = 1440;
const DAY_MS = 86_400_000;
/** The day that spreadsheets count from. */
const DAY_ZERO_MS = Date.UTC(1899, 11, 30);

/** A spreadsheet knows no time zones: the wall clock's day and time, as days since its own beginning. */
const days = (utc: string): number => (Date.parse(utc) - DAY_ZERO_MS) / DAY_MS;

/** Text as it was written: a spreadsheet reads `_x0041_` as an escape, and the library leaves that to those who write. */
const asText = (text: string): string =>
  (text.includes('_x') ? text.replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_') : text).replaceAll(NO_XML, '\uFFFD');

/** What XML cannot hold at all: one of them, and no program opens the file any more. */
const NO_XML = /[\uFFFE\uFFFF]/g;

/** As the library takes it; days and times are numbers that the format shows as such. */
export function valueOf(value: Cell, kind: CellKind): CellValue {
  if (value === null || value === '') return null;
  if (kind === 'text' || kind === 'word') return asText(String(value));
  if (kind === 'clock') return (Number(value) % DAY_MINUTES) / DAY_MINUTES;
  if (kind === 'day') return days(String(value));
  if (kind === 'stamp') return days(`${String(value).replace(' ', 'T')}Z`);
  return Number(value);
}
